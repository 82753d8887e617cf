"""Scenes of people who bring roadmaps of their own."""

from datetime import datetime

from core.destination import Destination
from core.learner import Account
from core.ownership import RoadmapFile
from core.reconcile import reconcile
from core.roadmap_markdown import parse
from core.use_cases.adding import RoadmapAdded, add_roadmap
from core.use_cases.enrolment import Newcomer
from core.use_cases.owning import Allowance, Named
from core.use_cases.updating import RoadmapUpdated, look_for_update, update_roadmap
from tests.builders import NOON
from tests.fakes.unit_of_work import FakeUnitOfWork

ADA = Account("telegram", "ada")
BOB = Account("telegram", "bob")
LISBON = Newcomer("Europe/Lisbon", "en")
ALLOWANCE = Allowance(roadmaps=3, size=1000)

RUST = b"# Rust in a week\n\n## Basics\n\n- [x] Ownership\n- [ ] Borrowing\n- [ ] Slices\n"
RUST_EDITED = b"# Rust in a week\n\n## Basics\n\n- [ ] Ownership\n- [ ] Slices\n- [ ] Traits\n"


def private(account: Account) -> Destination:
    return Destination(account.platform, account.user)


def add(
    work: FakeUnitOfWork,
    account: Account = ADA,
    source: bytes = RUST,
    *,
    letters: str = "abcdef",
    allowance: Allowance = ALLOWANCE,
) -> RoadmapAdded:
    """Let somebody bring a file, from where they can be written to."""
    file = RoadmapFile("rust.md", source)
    return add_roadmap(
        work,
        account,
        NOON,
        file,
        parse(source, name=file.name),
        newcomer=LISBON,
        allowance=allowance,
        letters=letters,
        destination=private(account),
    )


def update(
    work: FakeUnitOfWork,
    account: Account = ADA,
    source: bytes = RUST_EDITED,
    *,
    allowance: Allowance = ALLOWANCE,
    now: datetime = NOON,
) -> RoadmapUpdated:
    """Let somebody bring an edited file of their only roadmap."""
    before = look_for_update(work, account, now, Named())
    result = reconcile(before.known, parse(source, name="rust.md"))
    file = RoadmapFile("rust.md", source)
    return update_roadmap(work, account, now, before, result, file=file, allowance=allowance)
