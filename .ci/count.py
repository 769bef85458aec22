"""Counts what `dotnet test` wrote. usage: count.py RESULTS-FOLDER EXIT-CODE

Prints how many tests skipped for each reason, then the failed ones; the last line is the count. Exit code 1 if anything failed, if nothing
ran, if results and exit code disagree, or if recordings that are there were not found.
"""

import collections
import glob
import os
import sys
import xml.etree.ElementTree as xml

NAMESPACE = {"t": "http://microsoft.com/schemas/VisualStudio/TeamTest/2010"}
PASSED = {"Passed"}
SKIPPED = {"NotExecuted", "Skipped"}


def reason(result):
    for path in ("t:Output/t:ErrorInfo/t:Message", "t:Output/t:StdOut"):
        text = result.findtext(path, default="", namespaces=NAMESPACE).strip()
        if text:
            return text
    return "no reason given"


def main(folder, exit_code):
    files = sorted(glob.glob(os.path.join(folder, "**", "*.trx"), recursive=True))
    passed, failed, skipped, problems = 0, [], [], []
    for file in files:
        try:
            results = xml.parse(file).getroot().findall("t:Results/t:UnitTestResult", NAMESPACE)
        except xml.ParseError as error:
            problems.append(f"{file} cannot be read: {error}")
            continue
        for result in results:
            outcome, name = result.get("outcome", "none"), result.get("testName", "a test without a name")
            if outcome in PASSED:
                passed += 1
            elif outcome in SKIPPED:
                skipped.append((name, reason(result)))
            else:
                failed.append((name, reason(result)))

    for (group, why), times in collections.Counter((name.split("(")[0].rpartition(".")[0], why) for name, why in skipped).items():
        print(f"skipped: {times} of {group}: {why}")
    # After the skipped ones: of a long output only the end may be kept.
    for name, why in failed:
        print(f"failed: {name}\n    {why}")

    if not files:
        problems.append(f"no .trx file in {folder}")
    elif passed == 0:
        problems.append("no test passed: did any run?")
    if exit_code != 0 and not failed:
        problems.append(f"dotnet test ended with {exit_code}, though no failed test is recorded")
    if os.path.isdir("../shared") and any("no recorded payloads" in why for _, why in skipped):
        problems.append("../shared is there, but tests skipped because they did not find it")
    for problem in problems:
        print(f"FAILED: {problem}")
    print(f"{passed} passed, {len(failed)} failed, {len(skipped)} skipped")
    return 1 if failed or problems else 0


sys.exit(main(sys.argv[1], int(sys.argv[2])))
