"""Run a benchmark: ``python -m bench NAME [--quick] [--json]``."""

import argparse
import importlib
import pkgutil
import sys

from rich.console import Console

import bench
from bench.harness import Result

_NOT_BENCHMARKS = {"__main__", "harness"}


def main(arguments: list[str]) -> int:
    """Run what the arguments name and print its result; give the exit code."""
    names = sorted(
        module.name
        for module in pkgutil.iter_modules(bench.__path__)
        if module.name not in _NOT_BENCHMARKS and not module.name.startswith("_")
    )
    parser = argparse.ArgumentParser("python -m bench")
    parser.add_argument("name", choices=names, help="the benchmark to run")
    parser.add_argument(
        "--quick", action="store_true", help="be quick: fewer rounds, smaller loads"
    )
    parser.add_argument("--json", action="store_true", help="print nothing but the result as JSON")
    chosen = parser.parse_args(arguments)
    result: Result = importlib.import_module(f"bench.{chosen.name}").run(quick=chosen.quick)
    if chosen.json:
        sys.stdout.write(result.to_json() + "\n")
    else:
        result.print(Console())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
