"""Counts what `dotnet test` wrote.

count.py RESULTS-FOLDER EXIT-CODE
    Prints how many tests skipped for each reason, then the failed ones; the last line is the count. Below the folder lie the results of
    each pass: `first`, in a clone with nothing beside it; `recordings`, those that skipped there for want of the recordings; `postgresql`,
    those that open a store, on the other engine. A test that ran in `recordings` counts as it ended there, not once more; one that ran on
    two engines counts twice, because it is two checks. Exit code 1 if anything failed, if a pass ran nothing, if results and exit code
    disagree, or if recordings that are there were not used.
count.py --without-recordings RESULTS-FOLDER
    Prints the methods that skipped for want of the recordings.
"""

import collections
import glob
import os
import sys
import xml.etree.ElementTree as xml

NAMESPACE = {"t": "http://microsoft.com/schemas/VisualStudio/TeamTest/2010"}
PASSED = {"Passed"}
SKIPPED = {"NotExecuted", "Skipped"}
NO_RECORDINGS = "no recorded payloads"
# Not a test: what a test starts as a process of its own is listed so.
EXPLICIT = "NotRunnable"


def reason(result):
    for path in ("t:Output/t:ErrorInfo/t:Message", "t:Output/t:StdOut"):
        text = result.findtext(path, default="", namespaces=NAMESPACE).strip()
        if text:
            return text
    return "no reason given"


def read(folder):
    """Name, outcome and reason of every test below a folder, and what could not be read."""
    tests, problems = [], []
    for file in sorted(glob.glob(os.path.join(folder, "**", "*.trx"), recursive=True)):
        try:
            results = xml.parse(file).getroot().findall("t:Results/t:UnitTestResult", NAMESPACE)
        except xml.ParseError as error:
            problems.append(f"{file} cannot be read: {error}")
            continue
        found = [(r.get("testName", "a test without a name"), r.get("outcome", "none"), reason(r)) for r in results]
        tests += [test for test in found if test[1] != EXPLICIT]
    return tests, problems


def method(name):
    return name.split("(")[0]


def without_recordings(folder):
    tests, _ = read(folder)
    return sorted({method(name) for name, outcome, why in tests if outcome in SKIPPED and NO_RECORDINGS in why})


def count(folder, exit_code):
    passes, problems = {}, []
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        passes[name], unread = read(os.path.join(folder, name))
        problems += unread
        print(f"{name}: {len(passes[name])} results")
        if not any(outcome in PASSED for _, outcome, _ in passes[name]):
            problems.append(f"{name}: no test passed: did any run?")
    if "first" not in passes or "postgresql" not in passes:
        problems.append("a pass left no results")
    again = {method(name) for name, _, _ in passes.get("recordings", [])}
    passes["first"] = [test for test in passes.get("first", []) if method(test[0]) not in again]

    tests = [(name if label == "first" else f"{name} [{label}]", outcome, why) for label, found in passes.items() for name, outcome, why in found]
    passed = sum(outcome in PASSED for _, outcome, _ in tests)
    skipped = [(name, why) for name, outcome, why in tests if outcome in SKIPPED]
    failed = [(name, why) for name, outcome, why in tests if outcome not in PASSED | SKIPPED]
    groups = collections.Counter((method(name).rpartition(".")[0], why) for name, why in skipped)
    for (group, why), times in groups.items():
        print(f"skipped: {times} of {group}: {why}")
    # After the skipped ones: of a long output only the end may be kept.
    for name, why in failed:
        print(f"failed: {name}\n    {why}")

    if exit_code != 0 and not failed:
        problems.append(f"dotnet test ended with {exit_code}, though no failed test is recorded")
    if "recordings" in passes and any(NO_RECORDINGS in why for _, why in skipped):
        problems.append("the recordings are there, but tests skipped because they did not find them")
    for problem in problems:
        print(f"FAILED: {problem}")
    print(f"{passed} passed, {len(failed)} failed, {len(skipped)} skipped")
    return 1 if failed or problems else 0


if sys.argv[1] == "--without-recordings":
    print("\n".join(without_recordings(sys.argv[2])))
    sys.exit(0)
sys.exit(count(sys.argv[1], int(sys.argv[2])))
