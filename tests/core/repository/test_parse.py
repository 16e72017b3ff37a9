"""What files of each format show; nothing in them is executed."""

import json
from collections.abc import Callable

import pytest

from metier.core.repository.parse.commands import command_names, installed_packages
from metier.core.repository.parse.file import Searcher
from metier.core.repository.parse.formats import format_of
from metier.core.repository.parse.manifests import declared
from metier.core.repository.parse.notebooks import read_notebook
from metier.core.repository.parse.python import python_names, setup_requirements

Skills = Callable[[str, str | bytes], set[str]]


def test_names_are_followed_through_their_imports() -> None:
    code = "import torch.nn as nn\nfrom sklearn import cluster\nnn.LSTM(1)\ncluster.KMeans()\n"

    assert {"torch.nn", "torch.nn.LSTM", "sklearn.cluster", "sklearn.cluster.KMeans"} <= (
        python_names(code)
    )


def test_names_of_one_s_own_are_no_imports() -> None:
    assert python_names("from . import torch\nclass nn: LSTM = 1\nnn.LSTM\n") == set()


@pytest.mark.parametrize(
    "code",
    [
        'print "old"\nimport pandas\nfrom sklearn.svm import SVC, LinearSVC\n',
        "import pandas\nfrom sklearn.svm import SVC\nexec 'x' in {}\nraise E, 'x'\n",
        "import pandas\nfrom sklearn.svm import (SVC,\n    LinearSVC)\nprint `1`\n",
        "import pandas, os\nfrom sklearn.svm import SVC\ndef f(:\n",
    ],
)
def test_python_2_is_read_by_its_import_lines(code: str) -> None:
    assert {"pandas", "sklearn.svm", "sklearn.svm.SVC"} <= python_names(code)


def test_imports_in_strings_of_python_2_are_none() -> None:
    assert python_names('print "x"\n"""\nimport pandas\n"""\n') == set()


@pytest.mark.parametrize(
    "code", ["(" * 50_000, "-" * 200_000 + "1", "a" + ".b" * 20_000, "\0", "x = '''" * 9]
)
def test_odd_code_is_no_error(code: str) -> None:
    assert python_names(code) == set()


def test_setup_is_read_and_not_run() -> None:
    code = (
        "import os\nos.abort()\nneeds = ['numpy>=1', 'torch']\n"
        "setup(install_requires=needs, extras_require={'dev': ['pytest']})\n"
    )

    assert setup_requirements(code) == ["numpy>=1", "torch", "pytest"]


@pytest.mark.parametrize(
    ("path", "text", "pairs"),
    [
        ("requirements-dev.txt", "-r base.txt\nTorch[x]>=2 # y\n./local\n", {"pypi torch"}),
        ("requirements/base.in", "scikit_learn\n", {"pypi scikit-learn"}),
        (
            "pyproject.toml",
            '[project]\ndependencies=["numpy>1"]\n[project.optional-dependencies]\nx=["polars"]\n'
            '[dependency-groups]\ndev=["pytest", {include-group="x"}]\n'
            '[tool.poetry.dependencies]\ntorch="*"\n[tool.poetry.group.a.dependencies]\nray="*"\n',
            {"pypi numpy", "pypi polars", "pypi pytest", "pypi torch", "pypi ray"},
        ),
        ("setup.cfg", "[options]\ninstall_requires =\n  torch\n  numpy\n", {"pypi torch"}),
        ("Pipfile", '[packages]\ntorch = "*"\n', {"pypi torch"}),
        (
            "environment.yml",
            "name: x\ndependencies:\n - conda-forge::numpy=1\n - pip:\n   - torch\n",
            {"pypi numpy", "pypi torch"},
        ),
        ("package.json", '{"dependencies": {"React": "1"}}', {"npm react"}),
        (
            "go.mod",
            "require (\n\tk8s.io/api v1\n\ta.io/b v2 // indirect\n)\nrequire c.io/d v1\n",
            {"go k8s.io/api", "go c.io/d"},
        ),
        ("Cargo.toml", '[dependencies]\ntokio = "1"\n', {"crate tokio"}),
        (
            "pom.xml",
            "<dependency><groupId>org.x</groupId> <artifactId>y</artifactId></dependency>",
            {"maven org.x:y"},
        ),
        ("build.gradle", "implementation 'org.x:y:1.0'\n", {"maven org.x:y"}),
        ("build.sbt", '"org.x" %% "y" % "1"\n', {"maven org.x:y"}),
        ("Gemfile", "gem 'rails', '~> 7'\n", {"gem rails"}),
        ("DESCRIPTION", "Package: p\nImports:\n    dplyr (>= 1),\n    sf\n", {"r dplyr", "r sf"}),
        ("renv.lock", '{"Packages": {"brms": {}}}', {"r brms"}),
        ("Project.toml", '[deps]\nFlux = "1"\n', {"julia Flux"}),
        ("a.csproj", '<PackageReference Include="xunit" Version="2" />', {"nuget xunit"}),
    ],
)
def test_manifests(path: str, text: str, pairs: set[str]) -> None:
    kind = format_of(path)
    assert kind is not None

    assert pairs <= {f"{name} {item}" for name, item in declared(kind, text)}
    assert "indirect" not in str(declared(kind, text))
    assert ("go", "a.io/b") not in declared(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("pyproject", "[[["),
        ("pyproject", 'project = 1\ntool = "x"\n[dependency-groups]\na = 1'),
        ("pyproject", "a = " + "[" * 30_000),
        ("package-json", "[" * 100_000),
        ("package-json", '{"dependencies": [1]}'),
        ("setup-cfg", "no section"),
        ("renv", "{"),
    ],
)
def test_broken_manifests_name_nothing(kind: str, text: str) -> None:
    assert declared(kind, text) == []


def test_compiled_requirements_are_generated(searcher: Searcher) -> None:
    text = b"# autogenerated by pip-compile\nnumpy==1\n    # via torch\n"

    assert searcher.facts("requirements.txt", text).generated


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("cd x && sudo kubectl apply -f y | grep z", ["cd", "kubectl", "grep"]),
        ("    run: uv run pytest -q", ["pytest"]),
        ("RUN --mount=x apt-get update \\\n  && ./bin/terraform init", ["apt-get", "terraform"]),
        ("docker:\n  build: x\n", []),
        ("python -m pytest", ["pytest"]),
    ],
)
def test_commands(text: str, names: list[str]) -> None:
    assert [name for _, name in command_names(text)] == names


def test_packages_that_a_script_installs() -> None:
    text = "pip install -U 'torch>=2' \\\n numpy -r x.txt && pip3 install ./here\n"

    assert [name for _, name in installed_packages(text)] == ["torch", "numpy", "x-txt"]


def notebook(*cells: object, language: str = "python") -> bytes:
    value = {"cells": cells, "metadata": {"kernelspec": {"name": "k", "language": language}}}
    return json.dumps(value).encode()


def code(*lines: str) -> dict[str, object]:
    return {
        "cell_type": "code",
        "source": [f"{line}\n" for line in lines],
        "outputs": [{"data": {"text/plain": "import keras"}}],
    }


def test_notebook_gives_the_imports_of_its_code(skills: Skills) -> None:
    book = notebook(
        {"cell_type": "markdown", "source": "import tensorflow"},
        code("%matplotlib inline", "!pip install xgboost", "import pandas as pd"),
        code("pd.read_csv('x')", "not python at all"),
        code("%%bash", "import spacy"),
    )

    found = skills("a/b.ipynb", book)

    assert {"python", "pandas", "jupyter", "xgboost"} <= found
    assert not {"tensorflow", "spacy", "keras", "matplotlib"} & found


def test_notebook_of_another_language(skills: Skills) -> None:
    found = skills("a.ipynb", notebook(code("library(dplyr)"), language="R"))

    assert {"r", "data-analysis"} <= found
    assert "python" not in found


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b'{"cells": 3}', b"\xff" * 9])
def test_broken_notebooks_are_none(content: bytes) -> None:
    assert read_notebook(content) is None


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("a.py", "from torch.utils.data import x", {"python", "pytorch"}),
        ("a.py", "import torch.nn as nn\nnn.Conv2d(1, 2, 3)", {"convolutional-neural-networks"}),
        ("a.py", "from sklearn.ensemble import x", {"scikit-learn", "ensemble-methods"}),
        ("a.py", "from sklearn.model_selection import GridSearchCV", {"hyperparameter-tuning"}),
        ("a.py", "import boto3\nboto3.client('sagemaker')", {"aws", "sagemaker"}),
        ("a.py", "x = 'SELECT a FROM b'", {"sql"}),
        ("dags/a.py", "from airflow import DAG", {"airflow"}),
        ("tests/test_a.py", "x = 1", {"software-testing"}),
        ("a.R", "library(ggplot2)\nbrms::brm()", {"r", "bayesian-inference"}),
        ("A.java", "import org.apache.kafka.clients.x;", {"java", "apache-kafka"}),
        ("A.scala", "import org.apache.spark.sql.functions._", {"scala", "apache-spark"}),
        ("a.ts", "import { x } from '@pinecone-database/pinecone'", {"vector-databases"}),
        ("a.js", "const e = require('express')", {"javascript", "nodejs"}),
        ("a.go", 'import (\n\t"k8s.io/client-go/rest"\n)', {"go", "kubernetes"}),
        ("a.rs", "use tokio::net;", {"rust", "asynchronous-programming"}),
        ("a.jl", "using Flux: x, y", {"julia", "neural-networks"}),
        ("a.cu", "#include <cuda_runtime.h>", {"cuda"}),
        ("a.swift", "import CoreML", {"swift", "mobile-optimization"}),
        ("a.cs", "using Microsoft.EntityFrameworkCore;", {"c-sharp", "dotnet"}),
        ("a.sql", "SELECT x FROM {{ ref('y') }}", {"sql", "dbt"}),
        ("a.sql", "CREATE TABLE a (id SERIAL PRIMARY KEY, b JSONB)", {"postgresql"}),
        ("a.sql", "CREATE TABLE a (b NVARCHAR(3))\nGO\n", {"sql-server"}),
        ("a.sql", "SELECT * FROM `p-1.d.t`", {"bigquery"}),
        ("Dockerfile", "FROM nvcr.io/nvidia/cuda:12 AS x\nRUN pip install torch", {"cuda"}),
        ("Dockerfile", "FROM --platform=x python:3.12\n", {"docker", "python"}),
        ("docker-compose.yml", "services:\n  db:\n    image: postgres:16\n", {"postgresql"}),
        ("k/a.yaml", "apiVersion: apps/v1\nkind: Deployment\n", {"kubernetes"}),
        ("k/a.yaml", "apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService", {"kserve"}),
        ("x/Chart.yaml", "apiVersion: v2\nname: x\n", {"helm"}),
        (
            ".github/workflows/a.yml",
            "steps:\n- uses: aws-actions/configure-aws-credentials@v4\n- run: terraform plan\n",
            {"github-actions", "aws", "terraform"},
        ),
        (".gitlab-ci.yml", "test:\n  script:\n    - pytest\n", {"gitlab", "software-testing"}),
        ("Jenkinsfile", "sh 'helm upgrade'", {"jenkins", "helm"}),
        ("azure-pipelines.yml", "x: y", {"ci-cd", "azure"}),
        ("a.tf", 'resource "aws_sagemaker_model" "x" {}', {"terraform", "sagemaker", "aws"}),
        ("a.tf", 'source = "hashicorp/google"', {"google-cloud"}),
        ("t.yml", "  Type: AWS::DynamoDB::Table", {"cloudformation", "dynamodb"}),
        ("dbt_project.yml", "name: x", {"dbt"}),
        ("MLproject", "", {"mlflow"}),
        ("dvc.yaml", "stages: 1", {"dvc", "ml-pipelines"}),
        ("Makefile", "x:\n\tdocker build .\n", {"docker"}),
        ("run.sh", "#SBATCH -N 1\nsrun x\n", {"slurm", "shell-scripting"}),
        ("r.pbix", "", {"power-bi"}),
        ("docs/a.md", "```mermaid\n", {"diagramming", "markup-languages"}),
    ],
)
def test_what_files_show(skills: Skills, path: str, text: str, found: set[str]) -> None:
    assert found <= skills(path, text)


@pytest.mark.parametrize(
    ("path", "text", "absent"),
    [
        ("a.py", '"""Import torch first."""', "pytorch"),
        ("a.py", "# import torch", "pytorch"),
        ("a.py", '"""Select a row from the table."""', "sql"),
        ("a.md", "Use Kubernetes and import torch.", "kubernetes"),
        ("a.js", "import x from './react'", "react"),
        ("data.yaml", "python: 3", "python"),
        ("a.yaml", "kind: thing", "kubernetes"),
    ],
)
def test_what_files_do_not_show(skills: Skills, path: str, text: str, absent: str) -> None:
    assert absent not in skills(path, text)


def test_package_that_is_only_declared_is_told_apart(rules: object, searcher: Searcher) -> None:
    facts = searcher.facts("requirements.txt", b"scikit-learn\nlangchain-core\n")
    hits = {hit.skill: hit.declared for hit in rules.hits("requirements.txt", facts)}  # type: ignore[attr-defined]

    assert hits == {"scikit-learn": True, "langchain": True}


@pytest.mark.parametrize(
    "text", ["// Code generated by x. DO NOT EDIT.\n", "# @generated\n", "x" * 20_000]
)
def test_generated_code_shows_nothing(searcher: Searcher, text: str) -> None:
    facts = searcher.facts("a.py", text.encode())

    assert facts.generated
    assert not facts.used


def test_binary_content_under_a_name_of_code_shows_nothing(searcher: Searcher) -> None:
    assert searcher.facts("a.py", b"import torch\n\0\0\1").used == ()
    assert searcher.facts("a.py", b"import torch\n" + bytes(range(1, 32)) * 9).lines == 0
    assert searcher.facts("a.py", b"\x0cimport torch\n\x1b[0m\n").lines == 2


def test_code_in_utf_16(skills: Skills) -> None:
    assert "sql-server" in skills("a.sql", "CREATE TABLE a (b NVARCHAR(9))".encode("utf-16"))
