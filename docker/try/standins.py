"""What is beside the workers: PostgreSQL of this machine, a catcher of mails, ports that are passed on."""
import os
import pathlib
import pwd
import shutil
import signal
import socket
import socketserver
import subprocess
import threading

import engine


class Serving(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, address, handler):
        super().__init__(address, handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Forward(Serving):
    """A port that is another one, as an engine publishes it."""

    def __init__(self, here, there):
        self.there = there
        super().__init__(here, Passing)


class Passing(socketserver.BaseRequestHandler):
    def handle(self):
        try:
            with socket.create_connection(self.server.there, timeout=10) as other:
                other.settimeout(None)
                threading.Thread(target=pump, args=(self.request, other), daemon=True).start()
                pump(other, self.request)
        except OSError:
            pass  # as refused: the caller sees a closed connection


def pump(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


class Catcher(Serving):
    """Takes every mail and keeps it."""

    def __init__(self, address):
        self.mails = []
        super().__init__(address, Taking)


class Taking(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self):
        self.say("220 catcher")
        for line in self.rfile:
            verb = line.split()[:1][0].upper() if line.split() else b""
            if verb == b"QUIT":
                self.say("221 bye")
                return
            if verb == b"DATA":
                self.say("354 go on")
                mail = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.mails.append(mail)
            self.say("250 ok")


class Postgres:
    """In place of the service's image: a cluster of this machine's binaries, with the account, database and password that it names."""

    def __init__(self, work, service, secret):
        self.folder = pathlib.Path(work) / "postgres"
        self.user, self.database = service["environment"]["POSTGRES_USER"], service["environment"]["POSTGRES_DB"]
        self.check = service["healthcheck"]["test"][1:]
        self.bin = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))[-1]
        self.account = pwd.getpwnam("postgres")
        self.folder.mkdir()
        password = self.folder / "password"
        shutil.copy(secret, password)
        for path in (self.folder, password):
            os.chown(path, self.account.pw_uid, self.account.pw_gid)
        self.call(
            "initdb", "-D", self.folder / "data", "-U", self.user, "--pwfile", password,
            "--auth-local", "trust", "--auth-host", "scram-sha-256", "--no-sync")
        with (self.folder / "data" / "pg_hba.conf").open("a") as rules:
            rules.write("host all all 192.0.2.0/24 scram-sha-256\n")
        log = (self.folder / "log").open("w")
        settings = (f"listen_addresses=127.0.0.1,{engine.GATEWAY}", f"unix_socket_directories={self.folder}", "fsync=off")
        words = [*service["command"], "-D", self.folder / "data", *(word for setting in settings for word in ("-c", setting))]
        self.process = subprocess.Popen(
            [self.bin / words[0], *words[1:]],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, **self.rights())
        engine.wait("PostgreSQL answers", 60, self.ready)
        self.call("createdb", "-h", self.folder, "-U", self.user, self.database)

    def rights(self):
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": [], "cwd": self.folder}

    def call(self, program, *args):
        done = subprocess.run(
            [self.bin / program, *map(str, args)],
            capture_output=True, text=True, timeout=180, stdin=subprocess.DEVNULL, check=False, **self.rights())
        if done.returncode != 0:
            raise RuntimeError(f"{program}: {done.stdout}{done.stderr}")
        return done.stdout.strip()

    def ready(self):
        """The health check of the service."""
        return subprocess.run([self.bin / self.check[0], *self.check[1:]], capture_output=True, timeout=10, check=False).returncode == 0

    def rows(self, sql):
        out = self.call("psql", "-h", self.folder, "-U", self.user, "-d", self.database, "-AtXc", sql)
        return [line.split("|") for line in out.splitlines()]

    def number(self, sql):
        return int(self.rows(sql)[0][0])

    def version(self):
        return self.call("postgres", "--version")

    def close(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)
