"""Reconcile: which topics of an edited roadmap file are the ones that are stored already."""

from core.reconcile.cascade import find, reconcile
from core.reconcile.known import KnownTopic
from core.reconcile.names import Name, names_of
from core.reconcile.reconciliation import Fate, Match, Reconciliation, Step, assembled

__all__ = [
    "Fate",
    "KnownTopic",
    "Match",
    "Name",
    "Reconciliation",
    "Step",
    "assembled",
    "find",
    "names_of",
    "reconcile",
]
