"""Plays what the compose files say with the image that was built, then the archive. Started by docker/try/run, in namespaces of its own."""
import argparse
import datetime
import json
import pathlib
import sys
import time

import engine
import oci
import plays
import standins

PLAYS = {
    "sqlite": ("docker/compose.sqlite.yaml: one container", lambda trial, given: plays.sqlite(trial)),
    "postgresql": ("docker/compose.yaml: two workers on PostgreSQL", lambda trial, given: plays.postgresql(trial)),
    "archive": ("the archive on a bare tree", lambda trial, given: plays.archive(trial, given.bare, given.archive)),
}


class Trial:
    """What all plays share."""

    def __init__(self, work, image, root):
        self.work = pathlib.Path(work)
        inspected = json.loads(pathlib.Path(image).read_text())
        self.image = inspected["Docker"]["config"]
        self.root = root
        self.python = sys.executable
        self.engine = engine.Engine(self.work)
        self.ports = {}
        self.began = time.monotonic()
        self.wrong = []
        self.upstreams = plays.upstreams()

    def say(self, what, right):
        print(f"{'ok   ' if right else 'WRONG'} {time.monotonic() - self.began:5.0f} s  {what}", flush=True)
        if not right:
            self.wrong.append(what)

    def simulate(self):
        """The stand-in upstreams, of the same image: a world whose time is the real one, with ten days gone."""
        start = datetime.datetime.combine(datetime.date.today() - datetime.timedelta(days=10), datetime.time.min, datetime.timezone.utc)
        image = self.image | {"Entrypoint": ["dotnet", "/app/Monitor.Simulator.dll"], "Cmd": [
            "--port", "5090", "--start", f"{start:%Y-%m-%d}", "--days", "30", "--epoch", str(int(start.timestamp() * 1000))]}
        mounts = [*self.engine.files(), oci.memory("/tmp", "mode=1777")]
        made = oci.specification("upstreams", image, oci.BARE, self.root, mounts, {}, own_network=False)
        simulator = engine.Container(self.engine, "upstreams", made)
        engine.wait("the stand-in upstreams answer", 60, lambda: "Simulated upstreams" in simulator.log.read_text())
        standins.Forward((engine.GATEWAY, 8080), ("127.0.0.1", 5090))
        self.engine.name(engine.GATEWAY, "upstreams", "postgres", "mail")


def main():
    parser = argparse.ArgumentParser()
    for name in ("work", "image", "root", "bare", "archive"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("plays", nargs="*", default=list(PLAYS))
    given = parser.parse_args()
    trial = Trial(given.work, given.image, given.root)
    try:
        trial.simulate()
        for name in given.plays:
            title, play = PLAYS[name]
            print(f"-- {title}", flush=True)
            play(trial, given)
    finally:
        trial.engine.close()
    print(f"{len(trial.wrong)} wrong")
    return 1 if trial.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
