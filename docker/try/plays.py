"""The shapes that are played: each compose file, and the archive."""
import json
import pathlib
import secrets
import shutil
import urllib.error
import urllib.request

import engine
import oci
import standins
import yaml

PROGRAM = ["dotnet", "/app/Monitor.dll", "--config", "/config"]
HELD = "SELECT split_part(lease_owner, ':', 1), source FROM source_state WHERE lease_owner IS NOT NULL"
OVERLAPS = """
    SELECT count(*) FROM poll a JOIN poll b ON a.source = b.source AND a.id < b.id AND a.started < b.finished AND b.started < a.finished
    """


class Shape:
    """One compose file and what all of its workers have in common."""

    def __init__(self, trial, file):
        self.trial = trial
        # The delivered configuration with other watches.
        config = trial.work / "config"
        if not config.exists():
            shutil.copytree("config", config, ignore=shutil.ignore_patterns("watches"))
            shutil.copytree("docker/try/watches", config / "watches")
        self.compose = oci.Compose(f"docker/{file}", trial.work, {pathlib.Path("config").resolve(): config})
        folder = trial.work / "secrets" / self.compose.text["name"]
        folder.mkdir(parents=True)
        for name in self.compose.text["secrets"]:
            path = folder / name
            path.write_text(secrets.token_hex(32) + "\n")
            path.chmod(0o644)
            self.compose.secrets[name] = path

    def start(self, name, environment):
        """A worker as the file says, with the stand-ins named by the environment; its published port is open on this loopback."""
        service, image = self.compose.service(name), self.trial.image
        mounts = [*self.trial.engine.files(), *self.compose.mounts(name, self.trial.root)]
        made = oci.specification(name, image, service, self.trial.root, mounts, environment)
        worker = engine.Container(self.trial.engine, name, made)
        for entry in service["ports"]:
            here, outer, inner = entry.split(":")
            if (here, outer) not in self.trial.ports:
                self.trial.ports[here, outer] = standins.Forward((here, int(outer)), (worker.address, int(inner)))
            self.trial.ports[here, outer].there = (worker.address, int(inner))
            worker.url = f"http://{here}:{outer}"
        return worker

    def healthy(self, worker):
        """By the check of the image, as often as it takes and as long as it allows."""
        check = self.trial.image["Healthcheck"]
        longest = check["StartPeriod"] / 1e9 + check["Retries"] * check["Interval"] / 1e9
        look = lambda: worker.healthy(check) or (None if worker.running() else "ended")
        well, took = engine.wait(f"{worker.name} is healthy", longest, look)
        if well == "ended":
            raise RuntimeError(f"{worker.name} ended:\n{worker.log.read_text()[-4000:]}")
        return took

    def steady(self, worker):
        """Still healthy, as an engine sees it: not so many failures on end as the image allows."""
        check = self.trial.image["Healthcheck"]
        well = any(worker.healthy(check) for _ in range(check["Retries"]))
        return well or print(worker.said, worker.log.read_text()[-2000:])

    def get(self, worker, path, token=True):
        request = urllib.request.Request(worker.url + path)
        if token:
            request.add_header("Authorization", "Bearer " + self.compose.secrets["admin-token"].read_text().strip())
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def hits(self, worker):
        return json.loads(self.get(worker, "/api/hits?limit=1")[1])["total"]

    def locked(self, worker):
        """What the file promises of a container, seen from outside and from within."""
        say, status, limit = self.trial.say, worker.status(), self.compose.service(worker.name)["mem_limit"]
        rights = [status["Uid"].split()[0], int(status["CapEff"], 16), int(status["CapBnd"], 16), int(status["NoNewPrivs"])]
        say(f"{worker.name}: account, capabilities, new rights: {rights}", rights == ["1654", 0, 0, 1])
        sealed = ["/", "/config", *(f"/run/secrets/{secret}" for secret in self.compose.service(worker.name)["secrets"])]
        say(f"{worker.name}: read-only: {' '.join(sealed)}", all(worker.read_only(path) for path in sealed))
        writes = {path: worker.execute("sh", "-c", f"echo x >> {path}/x").returncode == 0 for path in ("/app", "/config", "/data", "/tmp")}
        free = [path for path, wrote in writes.items() if wrote]
        say(f"{worker.name}: writes to {' '.join(free)}, not to /app /config", free == ["/data", "/tmp"])
        say(f"{worker.name}: memory is limited to {limit}", worker.limit("max") == oci.size(limit))
        answers = [self.get(worker, "/api/hits", token)[0] for token in (False, True)]
        say(f"{worker.name}: without the token 401, with it 200", answers == [401, 200])


def upstreams():
    """Every source at the stand-in, often and without polite pauses; paths are those of the delivered configuration."""
    given = {"Http__Contact": "trial@example.org", "Polling__Tick": "00:00:01", "Polling__LeaseTime": "00:00:20"}
    for source, options in yaml.safe_load(open("config/monitor.yaml", encoding="utf-8"))["Sources"].items():
        host, _, path = options["BaseUrl"].removeprefix("https://").partition("/")
        # One host serves them all, so the path of an upstream whose paths are taken begins with its name.
        given[f"Sources__{source}__BaseUrl"] = f"http://upstreams:8080/{path or 'crossref/' if host == 'api.crossref.org' else path}"
        given[f"Sources__{source}__Schedule"] = "every 1m"
        given |= {f"Sources__{source}__{key}": "00:00:00.1" for key in options if key.endswith("Spacing")}
    pages = {"FdaRss__Feeds": ["about-fda/contact-fda/stay-informed/rss-feeds/medwatch/rss.xml"],
             "FdaLetters__Lists": ["vaccines-blood-biologics/enforcement-actions-cber/untitled-letters-example"],
             "FdaLetters__Pages": ["vaccines-blood-biologics/consumers-biologics/consumer-alert-example-products"]}
    return given | {f"Sources__{key}__{n}": page for key, list in pages.items() for n, page in enumerate(list)}


def demo(trial, container, program):
    """Thirty days in a container; the demo compares what it told with what the simulator published."""
    ended = container.execute(*program, "demo", "--once", "--json", "--urls", "http://127.0.0.1:0", timeout=600)
    if not ended.stdout:
        raise RuntimeError(f"{container.name}: the demo says nothing: {ended.stderr}")
    truth = json.loads(ended.stdout)["truth"]
    delivered, missing, duplicated = truth["delivered"], len(truth["missing"]), len(truth["duplicated"])
    right = ended.returncode == 0 and delivered > 0 and missing == duplicated == 0
    trial.say(f"{container.name}: demo --once: delivered {delivered}, missing {missing}, duplicated {duplicated}", right)


def sqlite(trial):
    shape = Shape(trial, "compose.sqlite.yaml")
    (name,) = shape.compose.workers()
    worker = shape.start(name, trial.upstreams)
    trial.say(f"{name}: healthy after {shape.healthy(worker):.0f} s", True)
    shape.locked(worker)
    _, took = engine.wait("hits from the stand-in upstreams", 120, lambda: shape.hits(worker))
    trial.say(f"{name}: first hits after another {took:.0f} s", True)
    demo(trial, worker, PROGRAM)
    trial.say(f"{name}: still healthy beside it", shape.steady(worker))
    trial.say(f"{name}: both took {worker.limit('peak') / 1e6:.0f} MB at most, files that the kernel keeps included", True)

    hits = shape.hits(worker)
    grace = oci.seconds(shape.compose.service(name)["stop_grace_period"])
    trial.say(f"{name}: stopped within its grace, {worker.end('TERM', grace):.1f} s", True)
    again = shape.start(name, trial.upstreams)
    trial.say(f"{name}: healthy again after {shape.healthy(again):.0f} s, and has kept its {hits} hits", shape.hits(again) >= hits)
    again.end("TERM", grace)


def postgresql(trial):
    shape = Shape(trial, "compose.yaml")
    database = standins.Postgres(trial.work, shape.compose.service("postgres"), shape.compose.secrets["postgres-password"])
    try:
        cluster(trial, shape, database)
    finally:
        database.close()


def cluster(trial, shape, database):
    port = shape.compose.service(shape.compose.workers()[0])["environment"]["Email__Port"]
    mail = standins.Catcher((engine.GATEWAY, int(port)))
    trial.say(f"postgres: healthy by its check, {database.version()}", database.ready())
    workers = {name: shape.start(name, trial.upstreams) for name in shape.compose.workers()}

    for worker in workers.values():
        trial.say(f"{worker.name}: healthy after {shape.healthy(worker):.0f} s", True)
        shape.locked(worker)
    # Killed in the middle: while it holds a source.
    killed = workers[holder(database)]
    other = next(worker for worker in workers.values() if worker is not killed)
    killed.end("KILL", 10)
    left = [source for owner, source in database.rows(HELD) if owner == killed.name]
    polls = last(database)
    trial.say(f"{killed.name}: killed by SIGKILL; it held {', '.join(left) or 'nothing any more'}", True)
    trial.say(f"{other.name}: healthy beside the dead one", shape.steady(other))
    polled(trial, database, other, polls)
    found = {kind: database.number(f"SELECT count(*) FROM mt_doc_{kind}") for kind in ("article", "trial", "notice")}
    trial.say(f"documents in Marten's tables: {', '.join(f'{kind} {n}' for kind, n in found.items())}", min(found.values()) > 0)
    trial.say(f"{other.name}: serves {shape.hits(other)} hits", shape.hits(other) == sum(found.values()))
    sent = other.execute(*PROGRAM, "mail-test", timeout=120)
    trial.say(f"{other.name}: mail-test reached the catcher, {len(mail.mails)} mail", sent.returncode == 0 and len(mail.mails) > 0)

    back = shape.start(killed.name, trial.upstreams)
    trial.say(f"{back.name}: started again, healthy after {shape.healthy(back):.0f} s", shape.hits(back) >= sum(found.values()))

    # The plug pulled: the server hears nothing of it, and must find out by itself.
    gone = {worker.name: worker for worker in (other, back)}[holder(database)]
    stays = other if gone is back else back
    gone.vanish()
    polls = last(database)
    trial.say(f"{gone.name}: vanished, network and all, while it held a source", True)
    trial.say(f"{stays.name}: healthy beside it", shape.steady(stays))
    polled(trial, database, stays, polls)
    trial.say("no source was polled by two at once", database.number(OVERLAPS) == 0)
    grace = oci.seconds(shape.compose.service(stays.name)["stop_grace_period"])
    trial.say(f"{stays.name}: stopped within its grace, {stays.end('TERM', grace):.1f} s", True)
    mail.shutdown()


def holder(database):
    """The node that is polling a source at this moment."""
    return engine.wait("a source is polled", 180, lambda: database.rows(HELD), every=0.02)[0][0][0]


def last(database):
    return database.number("SELECT coalesce(max(id), 0) FROM poll")


def polled(trial, database, worker, since):
    """All sources, each with an answer, by the one that is left."""
    sources = database.number("SELECT count(*) FROM source_state")
    answered = f"SELECT count(DISTINCT source) FROM poll WHERE id > {since} AND lower(outcome) NOT IN ('failed', 'blocked')"
    _, took = engine.wait(f"every source is polled by {worker.name}", 300, lambda: database.number(answered) == sources)
    trial.say(f"{worker.name}: has polled all {sources} sources since, within {took:.0f} s", True)


def archive(trial, tree, packed):
    """The archive, installed as its README says, on a tree that has no .NET."""
    root = trial.work / "server"
    engine.run("cp", "-a", tree, root, timeout=300)
    engine.run("tar", "-xzf", packed, "-C", trial.work)
    unpacked = next(trial.work.glob("monitor-linux-*"))
    engine.run("cp", "-r", unpacked / "program", root / "opt/monitor")
    engine.run("cp", "-r", unpacked / "config", root / "etc/monitor")
    state = root / "var/lib/monitor"
    state.mkdir()
    engine.run("chown", "1654:1654", state)
    net = engine.run("chroot", root, "sh", "-c", "command -v dotnet || ls -d /usr/*/dotnet", check=False)
    trial.say("server: no .NET on it", net.returncode != 0)

    program = ["/opt/monitor/Monitor", "--config", "/etc/monitor"]
    # In place of systemd: account, folder, memory and environment of the unit.
    unit = {key: value for key, _, value in (line.partition("=") for line in (unpacked / "monitor.service").read_text().splitlines())}
    name, _, value = unit["Environment"].partition("=")
    home, variables = unit["WorkingDirectory"], ["PATH=/usr/bin:/bin", f"{name}={value}"]
    image = {"User": "1654", "Env": variables, "WorkingDir": home, "Entrypoint": unit["ExecStart"].split()}
    service = oci.BARE | {"mem_limit": unit["MemoryMax"], "pids_limit": int(unit["TasksMax"])}
    mounts = [*trial.engine.files(), oci.memory("/tmp", "mode=1777"), oci.bind(state, home, False)]
    server = engine.Container(trial.engine, "server", oci.specification("server", image, service, root, mounts, trial.upstreams))

    ask = "import urllib.request; print(urllib.request.urlopen('http://127.0.0.1:5080/health/ready', timeout=5).status)"
    reach = ["nsenter", "-t", str(server.pid), "-n", trial.python, "-c", ask]
    _, took = engine.wait("the archive's worker answers", 60, lambda: engine.run(*reach, check=False).stdout.strip() == "200")
    trial.say(f"server: run answers /health/ready with 200 after {took:.0f} s", server.execute(*program, "healthcheck").returncode == 0)
    demo(trial, server, program)
    trial.say(f"server: stopped, {server.end('TERM', 60):.1f} s", True)
