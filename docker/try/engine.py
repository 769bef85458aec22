"""Containers by runc, on a bridge that leads nowhere."""
import json
import pathlib
import subprocess
import time

GATEWAY = "192.0.2.1"  # a network for documentation (RFC 5737): nobody is there


def run(*args, timeout=60, check=True):
    done = subprocess.run([str(a) for a in args], capture_output=True, text=True, timeout=timeout, stdin=subprocess.DEVNULL)
    if check and done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, args))}: ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def wait(what, longest, look, every=0.5):
    """Looks until it is so; what it was then, and the seconds."""
    began = time.monotonic()
    while True:
        if seen := look():
            return seen, time.monotonic() - began
        if time.monotonic() - began > longest:
            raise TimeoutError(f"not within {longest} s: {what}")
        time.sleep(every)


class Engine:
    """Where containers live. Names of services are those of one hosts file."""

    def __init__(self, work):
        self.work = pathlib.Path(work)
        self.containers = []
        run("ip", "link", "set", "lo", "up")
        run("ip", "link", "add", "inside", "type", "bridge")
        run("ip", "addr", "add", f"{GATEWAY}/24", "dev", "inside")
        run("ip", "link", "set", "inside", "up")
        self.hosts = self.work / "hosts"
        self.hosts.write_text("127.0.0.1 localhost\n")
        (self.work / "resolv.conf").write_text("")

    def name(self, address, *names):
        self.hosts.write_text(self.hosts.read_text() + f"{address} {' '.join(names)}\n")

    def runtime(self, *args, **options):
        return run("runc", "--root", self.work / "runtime", *args, **options)

    def files(self):
        """What an engine lays over the image."""
        return [
            {"destination": f"/etc/{name}", "type": "bind", "source": str(self.work / name), "options": ["bind", "ro"]}
            for name in ("hosts", "resolv.conf")
        ]

    def close(self):
        for container in self.containers:
            self.runtime("delete", "--force", container.name, check=False)


class Container:
    """One container, from its start to its end."""

    def __init__(self, engine, name, specification):
        self.engine, self.name, self.specification = engine, name, specification
        self.number = number = len(engine.containers) + 10
        self.address = f"192.0.2.{number}"
        engine.containers.append(self)
        bundle = engine.work / "bundles" / f"{name}-{number}"
        bundle.mkdir(parents=True)
        self.log = bundle / "log"
        specification["linux"]["cgroupsPath"] = f"/{engine.work.name}/{name}-{number}"
        (bundle / "config.json").write_text(json.dumps(specification))
        with self.log.open("w") as log:
            subprocess.run(
                ["runc", "--root", engine.work / "runtime", "create", "--bundle", bundle, name],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False, timeout=60)
        state = engine.runtime("state", name, check=False)
        if state.returncode != 0:
            raise RuntimeError(f"{name} was not made: {self.log.read_text()}")
        self.pid = json.loads(state.stdout)["pid"]
        if any(space["type"] == "network" for space in specification["linux"]["namespaces"]):
            self.join(number)
        engine.runtime("start", name)

    def join(self, number):
        there = ("nsenter", "-t", self.pid, "-n", "ip")
        run("ip", "link", "add", f"port{number}", "type", "veth", "peer", "name", "eth0", "netns", self.pid)
        run("ip", "link", "set", f"port{number}", "master", "inside", "up")
        run(*there, "addr", "add", f"{self.address}/24", "dev", "eth0")
        run(*there, "link", "set", "eth0", "up")
        run(*there, "link", "set", "lo", "up")

    def execute(self, *args, timeout=60):
        """A command in the container, as the account, with the environment and the rights of its first process."""
        file = self.engine.work / "process.json"
        file.write_text(json.dumps(self.specification["process"] | {"args": list(args)}))
        return self.engine.runtime("exec", "--process", file, self.name, timeout=timeout, check=False)

    def healthy(self, check):
        """The check of an image, once."""
        kind, *command = check["Test"]
        if kind != "CMD":
            raise ValueError(f"{self.name}: a health check that is no command")
        try:
            checked = self.execute(*command, timeout=check["Timeout"] / 1e9)
        except subprocess.TimeoutExpired:
            self.said = "no answer in time"
            return False
        self.said = f"{checked.returncode}: {checked.stdout}{checked.stderr}"
        return checked.returncode == 0

    def status(self):
        """Of the first process, as the kernel has it."""
        return dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{self.pid}/status").read_text().splitlines())

    def read_only(self, path):
        """Whether what is mounted at a path cannot be written by anybody."""
        mounted = [line.split() for line in pathlib.Path(f"/proc/{self.pid}/mountinfo").read_text().splitlines()]
        return next("ro" in words[5].split(",") for words in reversed(mounted) if words[4] == path)

    def limit(self, name):
        """The memory limit ("max") or the peak ("peak") that the container knows of itself, in bytes."""
        older = {"max": "limit_in_bytes", "peak": "max_usage_in_bytes"}[name]
        folder = "/sys/fs/cgroup"
        return int(self.execute("sh", "-c", f"cat {folder}/memory.{name} 2> /dev/null || cat {folder}/memory/memory.{older}").stdout)

    def vanish(self):
        """As a machine whose plug is pulled: nobody is told that its connections are gone."""
        run("ip", "link", "delete", f"port{self.number}")
        self.end("KILL", 10)

    def running(self):
        state = self.engine.runtime("state", self.name, check=False)
        return state.returncode == 0 and json.loads(state.stdout)["status"] == "running"

    def end(self, signal, longest):
        """Sends a signal and waits for the end; the seconds."""
        self.engine.runtime("kill", self.name, signal)
        _, took = wait(f"{self.name} ended by {signal}", longest, lambda: not self.running(), every=0.1)
        self.engine.runtime("delete", "--force", self.name)
        return took
