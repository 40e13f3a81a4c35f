"""Test docker-compose.yml and Dockerfile as data, by schema and invariants, since no container engine runs here.

The settings that compose mounts, neo4j/neo4j.conf, are tested by the store tests, whose Neo4j server uses them.
"""

from __future__ import annotations

import copy
import json
import re
import shlex
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import typer
import yaml

from danchieu.commands import app

PROJECT = Path(__file__).parents[1]
SCHEMA = json.loads((PROJECT / "tests/schemas/compose-spec.json").read_text(encoding="utf-8"))
COMPOSE: dict[str, Any] = yaml.safe_load((PROJECT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (PROJECT / "Dockerfile").read_text(encoding="utf-8")


def problems(compose: object) -> list[str]:
    """Return the violations of the Compose Specification's schema in a file."""
    return [error.message for error in jsonschema.Draft7Validator(SCHEMA).iter_errors(compose)]


def mounts(service: str) -> dict[str, str]:
    """Map the source of each mount of a service to its target and mode. A source may contain `${NAME:-default}`."""
    return {source: rest for volume in SERVICES[service]["volumes"] for source, rest in [re.split(r":(?=/)", volume, maxsplit=1)]}


def instructions(name: str) -> list[str]:
    """Return the arguments of each Dockerfile instruction called `name`, in order."""
    return re.findall(rf"^{name}\s+(.+)$", DOCKERFILE, flags=re.MULTILINE)


def test_compose_file_matches_the_compose_specification() -> None:
    assert problems(COMPOSE) == []


@pytest.mark.parametrize("key, value", [("imagee", "neo4j"), ("ports", 7687), ("healthcheck", {"tests": ["CMD"]}), ("read_only", [])])
def test_compose_schema_rejects_invalid_keys_and_values(key: str, value: object) -> None:
    broken = copy.deepcopy(COMPOSE)
    broken["services"]["neo4j"][key] = value
    assert problems(broken)


def test_neo4j_is_pinned_to_the_version_the_tests_run() -> None:
    image, version = SERVICES["neo4j"]["image"].removesuffix("-community").split(":")
    assert image == "neo4j"
    assert re.fullmatch(r"5\.26\.\d+", version)
    assert f">{version}<" in (PROJECT / "tests/neo4j/pom.xml").read_text(encoding="utf-8")


def test_the_password_has_no_default() -> None:
    text = (PROJECT / "docker-compose.yml").read_text(encoding="utf-8")
    uses = re.findall(r"\$\{NEO4J_PASSWORD([^}]*)\}", text)
    assert len(uses) == len(SERVICES)
    assert all(use.startswith(":?set NEO4J_PASSWORD") for use in uses)


def test_neo4j_service_sets_only_auth_and_listen_address() -> None:
    """The image writes every other NEO4J_ variable into neo4j.conf, where strict validation refuses it."""
    names = [name for name in SERVICES["neo4j"]["environment"] if name.startswith("NEO4J_")]
    assert names == ["NEO4J_AUTH", "NEO4J_server_default__listen__address"]


@pytest.mark.parametrize("service", SERVICES)
def test_ports_are_published_on_loopback_only(service: str) -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[service]["ports"])


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_a_health_check(service: str) -> None:
    assert {"test", "interval", "timeout", "retries", "start_period"} <= SERVICES[service]["healthcheck"].keys()


def test_dashboard_waits_for_a_healthy_neo4j_and_connects_by_bolt() -> None:
    service = SERVICES["danchieu"]
    assert service["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert service["environment"]["DANCHIEU_STORE"] == "bolt://neo4j:7687"


def test_data_is_kept_in_named_volumes() -> None:
    named = {source for service in SERVICES for source in mounts(service) if not source.startswith((".", "/", "$"))}
    assert named == set(COMPOSE["volumes"])
    assert mounts("neo4j")["neo4j-data"] == "/data"


def test_settings_and_documents_are_mounted_read_only() -> None:
    assert mounts("neo4j")["./neo4j/neo4j.conf"] == "/conf/neo4j.conf:ro"
    assert (PROJECT / "neo4j/neo4j.conf").is_file()
    assert mounts("danchieu")["${DANCHIEU_DOCUMENTS:-./documents}"] == "/documents:ro"


def test_neo4j_conf_is_strict_and_forbids_file_imports() -> None:
    lines = (PROJECT / "neo4j/neo4j.conf").read_text(encoding="utf-8").splitlines()
    settings = [line.split("=", 1) for line in lines if line.strip() and not line.startswith("#")]
    values = dict(settings)
    assert len(values) == len(settings), "a setting is given twice"
    assert values["server.config.strict_validation.enabled"] == "true"
    assert values["dbms.security.allow_csv_import_from_file_urls"] == "false"
    assert values["dbms.usage_report.enabled"] == "false"
    assert not {name for name in values if name.endswith("listen_address")} - {"server.default_listen_address"}, "compose sets the address"


def test_image_runs_danchieu_as_an_unprivileged_user() -> None:
    assert instructions("USER") == ["danchieu"]
    assert json.loads(instructions("ENTRYPOINT")[-1]) == ["danchieu"]
    assert "command" not in SERVICES["danchieu"] and "entrypoint" not in SERVICES["danchieu"]


def test_image_command_and_its_options_exist() -> None:
    name, *arguments = json.loads(instructions("CMD")[-1])
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    options = {option for parameter in command.params for option in [*parameter.opts, *parameter.secondary_opts]}
    assert {argument for argument in arguments if argument.startswith("--")} <= options
    assert f"{arguments[arguments.index('--port') + 1]}" == SERVICES["danchieu"]["ports"][0].rpartition(":")[2] == instructions("EXPOSE")[0]


def test_image_installs_only_locked_packages() -> None:
    runs = "\n".join(instructions("RUN"))
    assert "pip download --quiet --require-hashes" in runs
    assert "pip install --quiet --no-index --find-links /wheels ." in runs


def test_dockerignore_allows_exactly_the_copied_files() -> None:
    allowed = {line.removeprefix("!") for line in (PROJECT / ".dockerignore").read_text(encoding="utf-8").split() if line.startswith("!")}
    copied = {name for line in instructions("COPY") if not line.startswith("--from") for name in shlex.split(line)[:-1]}
    assert copied == allowed
    assert all((PROJECT / name).exists() for name in copied)
