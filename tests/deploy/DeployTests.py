#!/usr/bin/env python3
"""What `deploy/` holds, against the program: DeployTests.py JIM.

The compose file and the image are held to their structure, as no container engine is needed here; the units to systemd's
own check; the package is made, looked into and started from; the topology of plain processes executes a run.
"""

import importlib.machinery
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request
from pathlib import Path

import yaml

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parent.parent.parent
DEPLOY = ROOT / "deploy"
CONTAINER = DEPLOY / "container"
SETTING = re.compile(r"\bJIM_[A-Z][A-Z0-9_]*\b")
# Variables of the compose file itself, for whoever starts it.
OF_COMPOSE = {"JIM_PORT", "JIM_FILES"}
HARDENED = {"read_only": True, "cap_drop": ["ALL"], "security_opt": ["no-new-privileges:true"]}
SERVICE_KEYS = {"image", "build", "user", "init", "command", "environment", "ports", "networks", "volumes", "tmpfs", "secrets",
                "depends_on", "healthcheck", "read_only", "cap_drop", "security_opt", "pids_limit", "restart", "mem_limit",
                "shm_size", "stop_grace_period"}
jim = None


def run(*words, **options):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **options)


def known_settings():
    return {setting["name"] for setting in json.loads(run(jim, "settings", "--json", env={}).stdout)}


def module(path):
    loader = importlib.machinery.SourceFileLoader(path.name, str(path))
    loaded = importlib.util.module_from_spec(importlib.util.spec_from_loader(path.name, loader))
    loader.exec_module(loaded)
    return loaded


def compose_findings(document, settings):
    """What is wrong with a compose file, one line each."""
    services = document.get("services", {})
    for key in document:
        if key not in ("name", "services", "networks", "volumes", "secrets") and not key.startswith("x-"):
            yield f"there is no top-level element {key}"
    for name, service in services.items():
        yield from (f"{name}: there is no key {key}" for key in set(service) - SERVICE_KEYS)
        yield from (f"{name}: {key} is not {value}" for key, value in HARDENED.items() if service.get(key) != value)
        if not re.fullmatch(r"[1-9]\d*:[1-9]\d*", str(service.get("user"))):
            yield f"{name}: runs as {service.get('user')}"
        check = service.get("healthcheck", {}).get("test", [""])
        if not (check if isinstance(check, str) else check[0] in ("CMD", "CMD-SHELL")):
            yield f"{name}: has no health check"
        for needed in service.get("depends_on", {}):
            if needed not in services:
                yield f"{name}: depends on {needed}, which is not there"
        yield from references(name, service, document)
        yield from (f"{name}: {variable} is no setting" for variable in service.get("environment", {})
                    if variable.startswith("JIM_") and variable not in settings)
        for value in service.get("environment", {}).values():
            file = re.fullmatch(r"/run/secrets/(\w+)", str(value))
            if file and file[1] not in service.get("secrets", []):
                yield f"{name}: is not given the secret {file[1]}"


def references(name, service, document):
    for kind in ("networks", "secrets"):
        for used in service.get(kind, []):
            if used not in document.get(kind, {}):
                yield f"{name}: {used} is none of the {kind}"
    for volume in service.get("volumes", []):
        source = volume.split(":")[0] if isinstance(volume, str) else volume.get("source", "")
        if re.fullmatch(r"[a-z]+", source) and source not in document.get("volumes", {}):
            yield f"{name}: {source} is none of the volumes"
    writable = [entry.split(":")[1] if entry.count(":") else entry for entry in service.get("volumes", [])
                if isinstance(entry, str)]
    if "/" in writable:
        yield f"{name}: its root can be written"


class ComposeTests(unittest.TestCase):
    def setUp(self):
        self.text = (CONTAINER / "compose.yaml").read_text(encoding="utf-8")
        self.document = yaml.safe_load(self.text)
        self.services = self.document["services"]

    def test_it_is_valid(self):
        self.assertEqual(list(compose_findings(self.document, known_settings())), [])
        self.assertEqual(set(self.services), {"web", "worker", "scheduler", "postgres", "redis"})

    def test_what_is_wrong_is_found(self):
        def damaged(change):
            document = yaml.safe_load(self.text)
            change(document["services"])
            return list(compose_findings(document, known_settings()))
        for change in (lambda s: s["web"].update(privileged=True), lambda s: s["redis"].pop("read_only"),
                       lambda s: s["worker"].update(user="0:0"), lambda s: s["worker"]["networks"].append("other"),
                       lambda s: s["web"]["environment"].update(JIM_LISTNE="x"), lambda s: s["web"].update(secrets=[]),
                       lambda s: s["scheduler"]["depends_on"].update(nobody={}), lambda s: s["postgres"].pop("healthcheck"),
                       lambda s: s["web"]["volumes"].append("gone:/x")):
            self.assertNotEqual(damaged(change), [])

    def test_only_the_web_is_reached_from_outside_and_from_this_host_alone(self):
        self.assertTrue(self.document["networks"]["stores"]["internal"])
        for name in ("postgres", "redis"):
            self.assertEqual(self.services[name]["networks"], ["stores"])
        published = {name: service["ports"] for name, service in self.services.items() if "ports" in service}
        self.assertEqual(list(published), ["web"])
        self.assertTrue(all(port.startswith("127.0.0.1:") for port in published["web"]))

    def test_any_number_of_workers_can_be_started(self):
        worker = self.services["worker"]
        self.assertTrue({"container_name", "ports"}.isdisjoint(worker))
        # A folder of its own for each of them; what is shared is read only, but for the files of systems.
        own = [volume for volume in worker["volumes"] if isinstance(volume, dict)]
        self.assertEqual(own, [{"type": "volume", "target": "/var/lib/jim"}])
        self.assertIn("keys:/var/lib/jim-keys:ro", worker["volumes"])

    def test_redis_keeps_what_it_may_and_nothing_longer(self):
        command = " ".join(self.services["redis"]["command"])
        for words in ("--maxmemory 256mb", "--maxmemory-policy volatile-lru", '--save ""', "--appendonly no"):
            self.assertIn(words, command)
        self.assertNotIn("volumes", self.services["redis"])
        self.assertTrue(self.services["redis"]["image"].startswith("redis:7-alpine"))

    def test_its_secrets_are_files_that_its_script_makes(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(CONTAINER / "make_secrets", folder)
            self.assertEqual(run(Path(folder) / "make_secrets").returncode, 0)
            made = {}
            for secret in self.document["secrets"].values():
                self.assertEqual(list(secret), ["file"])
                made[secret["file"]] = (Path(folder) / secret["file"]).read_text()
                self.assertRegex(made[secret["file"]], r"^[0-9a-f]{64}\n$")
            self.assertEqual((Path(folder) / "secrets").stat().st_mode & 0o777, 0o700)
            run(Path(folder) / "make_secrets")
            self.assertEqual({file: (Path(folder) / file).read_text() for file in made}, made)


class ContainerfileTests(unittest.TestCase):
    def setUp(self):
        text = (CONTAINER / "Containerfile").read_text(encoding="utf-8")
        lines = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)).splitlines()
        self.steps = [line.split(None, 1) for line in lines if line.strip()]

    def arguments(self, instruction):
        return [rest for word, rest in self.steps if word == instruction]

    def test_it_has_two_stages_and_instructions_that_exist(self):
        self.assertEqual([rest.split()[0] for rest in self.arguments("FROM")], ["debian:bookworm-slim"] * 2)
        self.assertLessEqual({word for word, _ in self.steps},
                             {"FROM", "WORKDIR", "COPY", "RUN", "USER", "ENV", "STOPSIGNAL", "ENTRYPOINT", "CMD"})

    def test_what_it_runs_of_this_project_is_there(self):
        for script in re.findall(r"\b(?:tools|deploy)/\w+", " ".join(self.arguments("RUN"))):
            self.assertTrue(os.access(ROOT / script, os.X_OK), script)

    def test_it_runs_the_program_as_the_user_of_the_compose_file(self):
        services = yaml.safe_load((CONTAINER / "compose.yaml").read_text(encoding="utf-8"))["services"]
        self.assertEqual(self.arguments("USER"), [services["web"]["user"]])
        self.assertEqual(json.loads(self.arguments("ENTRYPOINT")[0]), ["/usr/bin/jim"])
        self.assertLessEqual(set(SETTING.findall(" ".join(self.arguments("ENV")))), known_settings())


class UnitTests(unittest.TestCase):
    UNITS = sorted((DEPLOY / "systemd").glob("*.service"))

    def test_systemd_takes_them(self):
        with tempfile.TemporaryDirectory() as folder:
            for unit in self.UNITS:
                # Where it has been built instead of where it will be installed.
                text = unit.read_text(encoding="utf-8").replace("/usr/bin/jim", str(jim))
                copy = Path(folder) / unit.name.replace("@.", "@1.")
                copy.write_text(text, encoding="utf-8")
                checked = run("systemd-analyze", "verify", "--man=no", copy)
                self.assertEqual((checked.returncode, checked.stderr), (0, ""), unit.name)

    def test_all_are_hardened_alike(self):
        bodies = {re.search(r"^Type=notify\n(.*)\[Install\]", unit.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)[1]
                  for unit in self.UNITS}
        self.assertEqual(len(bodies), 1)
        for line in ("Restart=always", "NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=\n", "PrivateDevices=yes"):
            self.assertIn(line, bodies.copy().pop())

    def test_wrong_settings_end_the_program_with_the_status_that_is_not_tried_again(self):
        for unit in self.UNITS:
            self.assertIn("\nRestartPreventExitStatus=2\n", unit.read_text(encoding="utf-8"))
        self.assertEqual(run(jim, "serve", env={"JIM_LISTEN": "nowhere"}).returncode, 2)

    def test_the_program_says_what_the_units_wait_for(self):
        with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.bind(f"{folder}/notify")
            manager.settimeout(60)
            server = subprocess.Popen([jim, "serve"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                      env={"JIM_DATA_DIR": f"{folder}/data", "JIM_LISTEN": "127.0.0.1:0",
                                           "NOTIFY_SOCKET": f"{folder}/notify"})
            with server:
                self.assertEqual(manager.recv(100), b"READY=1")
                url = server.stdout.readline().split()[-1]
                with urllib.request.urlopen(f"{url}/api/v1/health/ready", timeout=60) as answer:
                    self.assertEqual(json.load(answer)["status"], "ready")
                # Somebody who expects settings to be read again: it ends in good order, and is started again.
                server.send_signal(signal.SIGHUP)
                self.assertEqual(manager.recv(100), b"STOPPING=1")
            self.assertEqual(server.returncode, 0)

    def test_each_starts_a_role_with_the_settings_of_the_package(self):
        started = {unit.name: re.search(r"^ExecStart=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)[1]
                   for unit in self.UNITS}
        self.assertEqual(started, {name: f"/usr/bin/jim {role} --config /etc/jim/jim.conf" for name, role in {
            "jim.service": "serve", "jim-web.service": "web", "jim-worker@.service": "worker",
            "jim-scheduler.service": "scheduler"}.items()})


class PackageTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        packed = run("cpack", "--config", jim.parent / "CPackConfig.cmake", "-B", cls.folder.name, cwd=ROOT)
        assert packed.returncode == 0, packed.stdout + packed.stderr
        cls.package = next(Path(cls.folder.name).glob("jim_*.deb"))
        cls.root = Path(cls.folder.name) / "root"
        assert run("dpkg-deb", "--extract", cls.package, cls.root).returncode == 0

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def field(self, name):
        return run("dpkg-deb", "--field", self.package, name).stdout.strip()

    def test_it_says_what_it_needs(self):
        needed = self.field("Depends")
        for library in ("libpq5", "libsqlite3-0", "libssl3", "libcurl4", "libicu72", "adduser"):
            self.assertRegex(needed, rf"\b{library}\b")
        self.assertEqual(self.field("Package"), "jim")
        self.assertIn(self.field("Version"), run(jim, "--version").stdout)

    def test_the_image_installs_it_by_its_name(self):
        pattern = re.search(r"/package/(\S+)", (CONTAINER / "Containerfile").read_text(encoding="utf-8"))[1]
        self.assertTrue(self.package.match(pattern), pattern)

    def test_it_brings_program_settings_and_units(self):
        for file in ("usr/bin/jim", "etc/jim/jim.conf", "usr/share/doc/jim/docs/README.md",
                     *(f"lib/systemd/system/{unit.name}" for unit in UnitTests.UNITS)):
            self.assertTrue((self.root / file).is_file(), file)
        control = Path(self.folder.name) / "control"
        run("dpkg-deb", "--control", self.package, control)
        self.assertEqual((control / "conffiles").read_text(), "/etc/jim/jim.conf\n")
        for script in ("postinst", "prerm", "postrm"):
            self.assertTrue(os.access(control / script, os.X_OK))
            self.assertEqual(run("sh", "-n", control / script).stderr, "")

    def test_its_settings_are_settings_also_those_that_are_commented_out(self):
        text = (self.root / "etc/jim/jim.conf").read_text(encoding="utf-8")
        samples = [text, (DEPLOY / "debian/worker-1.env").read_text(encoding="utf-8")]
        self.assertLessEqual(set(SETTING.findall("".join(samples))), known_settings())
        whole = Path(self.folder.name) / "whole.conf"
        whole.write_text(re.sub(r"^#(JIM_)", r"\1", text, flags=re.MULTILINE), encoding="utf-8")
        listed = run(self.root / "usr/bin/jim", "settings", "--config", whole, env={})
        self.assertEqual((listed.returncode, listed.stderr), (0, ""))

    def test_the_program_of_the_package_serves(self):
        data = Path(self.folder.name) / "data"
        server = subprocess.Popen([self.root / "usr/bin/jim", "serve", "--config", self.root / "etc/jim/jim.conf"],
                                  env={"JIM_DATA_DIR": str(data), "JIM_LISTEN": "127.0.0.1:0"}, stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, text=True)
        with server:
            url = server.stdout.readline().split()[-1]
            with urllib.request.urlopen(f"{url}/api/v1/health/ready", timeout=60) as answer:
                self.assertEqual(json.load(answer)["status"], "ready")
            server.send_signal(signal.SIGTERM)
        self.assertEqual(server.returncode, 0)


class TopologyTests(unittest.TestCase):
    def test_runs_go_through_it_and_nothing_is_left_of_it(self):
        with tempfile.TemporaryDirectory() as folder, subprocess.Popen(
                [DEPLOY / "topology", "--workers", "3", "--folder", folder, "--jim", jim], stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, text=True) as topology:
            lines = []
            for line in topology.stdout:
                lines.append(line)
                if line.startswith("Everything is up"):
                    break
            said = "".join(lines)
            self.assertIn("Everything is up", said)
            pids = [int(pid) for pid in re.findall(r"\(pid (\d+)\)", said)]
            self.assertEqual(len(pids), 2 + 2 + 3 + 1)
            webs = re.findall(r"^web-\d: (\S+)", said, re.MULTILINE)
            self.follow_a_run(webs, Path(said.split("key: ")[1].split("\n")[0]), Path(folder))
            topology.send_signal(signal.SIGINT)
            rest = topology.stdout.read()
        self.assertEqual(topology.returncode, 0, rest)
        self.assertEqual([pid for pid in pids if Path(f"/proc/{pid}").exists()], [])

    def test_what_is_killed_is_started_again_where_it_was(self):
        with tempfile.TemporaryDirectory() as folder, subprocess.Popen(
                [DEPLOY / "topology", "--webs", "1", "--workers", "1", "--restart", "--folder", folder, "--jim", jim],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as topology:
            said = ""
            for line in topology.stdout:
                said += line
                if line.startswith("Everything is up"):
                    break
            self.assertIn("Everything is up", said)
            web = re.search(r"^web-1: (\S+) \(pid (\d+)\)", said, re.MULTILINE)
            os.kill(int(web[2]), signal.SIGKILL)
            for line in topology.stdout:
                said += line
                if "is started again" in line:
                    break
            self.assertIn("web-1 has ended with status -9", said)
            again = re.search(r"web-1 is started again \(pid (\d+)\)", said)
            self.assertNotEqual(again[1], web[2])
            self.assertEqual(self.answer_of(web[1]), 200)
            topology.send_signal(signal.SIGINT)
            rest = topology.stdout.read()
        self.assertEqual(topology.returncode, 0, rest)

    def answer_of(self, url):
        """Of a process that is on its way."""
        while True:
            try:
                with urllib.request.urlopen(url + "/api/v1/health/ready", timeout=60) as answer:
                    return answer.status
            except urllib.error.HTTPError as refused:
                return refused.code
            except OSError:
                continue

    def follow_a_run(self, webs, key_file, folder):
        """Configured at one web process, started and followed at the other."""
        demo = module(ROOT / "tools" / "demo")
        demo.HOME, demo.FILES = folder / "demo", folder / "demo" / "files"
        demo.FILES.mkdir(parents=True)
        run(jim, "sample", "--people", "20", "--days", "1", "--seed", "7", demo.HOME / "company")
        demo.bring_files(1)
        (demo.FILES / "directory.csv").write_text(demo.DIRECTORY_BEFORE, encoding="utf-8")
        key = key_file.read_text().strip()
        demo.configure(demo.Jim(webs[0], key))
        followed = run(jim, "run", "HR", "Full Import", "--follow", env={"JIM_URL": webs[1], "JIM_API_KEY": key})
        self.assertEqual(followed.returncode, 0, followed.stdout + followed.stderr)
        self.assertRegex(followed.stdout, r"Complete \| Processed: \d+/\d+")


if __name__ == "__main__":
    jim = Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=2)
