"""What a repository shows: which files, packages, imports and markers speak for which skill."""

from typing import Annotated, Literal

from msgspec import Meta

from metier.core.framework.types import Kind, Provenance, Slug, Strict, Text

Names = tuple[Text, ...]
Count = Annotated[int, Meta(ge=0)]
TextFormat = Literal[
    "c", "docker", "jvm", "make", "markup", "notebook", "python", "r", "shell", "sql", "web", "yaml"
]
"""Formats of files whose text is searched."""


class TextSign(Strict, frozen=True):
    """Words in files of a format.

    Attributes:
        format: The files that are searched.
        pattern: A regular expression; case does not matter, ^ and $ stand at lines.
    """

    format: TextFormat
    pattern: Text


class RepositorySkill(Strict, frozen=True):
    """What in a repository speaks for a skill. A name that ends in * is a beginning.

    Attributes:
        file: Names of files, with a slash their last folders too; * stands for any characters.
        python: Modules that are imported, or names in them that are used; "torch.nn" holds for
            "torch.nn.functional" too. The first part also counts as a declared package.
        pypi: Declared Python packages whose name differs from the module's.
        npm: JavaScript packages, declared or imported; likewise `go`, `crate`, `gem`, `r`,
            `julia` and `nuget` for Go, Rust, Ruby, R, Julia and .NET.
        jvm: Java, Scala and Kotlin packages that are imported.
        maven: Declared group or group:artifact.
        include: Headers that C and C++ include.
        swift: Swift modules.
        image: Container images without registry and tag.
        action: GitHub actions that a workflow uses.
        terraform: Terraform providers and types of resources.
        kubernetes: Group and kind of a Kubernetes object, as "apps/Deployment".
        cloudformation: CloudFormation types of resources.
        command: Programs that scripts, recipes and workflows call.
        text: Words in files.
    """

    skill: Slug
    file: Names = ()
    python: Names = ()
    pypi: Names = ()
    npm: Names = ()
    go: Names = ()
    crate: Names = ()
    gem: Names = ()
    r: Names = ()
    julia: Names = ()
    nuget: Names = ()
    jvm: Names = ()
    maven: Names = ()
    include: Names = ()
    swift: Names = ()
    image: Names = ()
    action: Names = ()
    terraform: Names = ()
    kubernetes: Names = ()
    cloudformation: Names = ()
    command: Names = ()
    text: tuple[TextSign, ...] = ()


class Grade(Strict, frozen=True):
    """How much of a person's own work in a repository earns a sign; all of it must be reached.

    Attributes:
        files: Files in which the person used the skill.
        lines: Lines that the person wrote in them.
        days: Different days on which they did; `months` likewise.
        kinds: Kinds of skill that can earn it; empty for all.
    """

    sign: Slug
    files: Count = 0
    lines: Count = 0
    days: Count = 0
    months: Count = 0
    kinds: tuple[Kind, ...] = ()


class RepositoryFile(Strict, frozen=True):
    """The `repositories.yaml` file: how a repository is read as evidence.

    Attributes:
        least_lines: Lines a person must have written in a file, or half of it, for it to count.
        grades: Signs for what the person wrote, strongest first, one perhaps by two ways; the
            last is always reached.
        own_named: Sign for what a manifest that the person wrote names, and no file uses.
        present: Sign for what files use when it is not known who wrote them.
        named: Sign for what a manifest names when it is not known who wrote it.
        history: Skills that a person's own commits show.
        skipped_folders: Folders of foreign or generated code, by name.
        skipped_files: Foreign or generated files, by name.
        generated: Words near the beginning that mark a generated file.
        unseen: Languages, tools and platforms that a repository does not show.
    """

    provenance: Provenance
    basis: Text
    least_lines: Count
    grades: Annotated[tuple[Grade, ...], Meta(min_length=1)]
    own_named: Slug
    present: Slug
    named: Slug
    history: tuple[Slug, ...]
    skipped_folders: Names
    skipped_files: Names
    generated: Names
    skills: tuple[RepositorySkill, ...]
    unseen: tuple[Slug, ...] = ()
