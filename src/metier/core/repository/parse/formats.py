"""Which format a file has, by its name."""

from fnmatch import fnmatchcase

_NAMES = {
    "pyproject.toml": "pyproject",
    "setup.py": "setup-py",
    "setup.cfg": "setup-cfg",
    "pipfile": "pipfile",
    "package.json": "package-json",
    "go.mod": "go-mod",
    "cargo.toml": "cargo",
    "pom.xml": "pom",
    "build.gradle": "gradle",
    "build.gradle.kts": "gradle",
    "build.sbt": "sbt",
    "gemfile": "gemfile",
    "description": "r-description",
    "renv.lock": "renv",
    "project.toml": "julia-project",
    "dockerfile": "docker",
    "containerfile": "docker",
    "makefile": "make",
    "gnumakefile": "make",
    "justfile": "make",
    "jenkinsfile": "make",
}
_PATTERNS = (
    ("requirements*.txt", "requirements"),
    ("*requirements.txt", "requirements"),
    ("requirements*.in", "requirements"),
    ("*requirements/*.txt", "requirements"),
    ("*requirements/*.in", "requirements"),
    ("environment*.yml", "conda"),
    ("environment*.yaml", "conda"),
    ("conda*.yml", "conda"),
    ("conda*.yaml", "conda"),
    ("dockerfile.*", "docker"),
    ("*.dockerfile", "docker"),
    ("jenkinsfile*", "make"),
)
_ENDINGS = {
    "python": "py pyi pyw pyx",
    "notebook": "ipynb",
    "r": "r rmd qmd",
    "jvm": "java scala sc kt kts groovy",
    "web": "js jsx mjs cjs ts tsx mts cts vue svelte",
    "go": "go",
    "rust": "rs",
    "julia": "jl",
    "ruby": "rb",
    "nuget": "cs vb fs",
    "csproj": "csproj vbproj fsproj",
    "swift": "swift",
    "c": "c h cc cpp cxx hh hpp hxx cu cuh",
    "sql": "sql ddl hql pgsql plsql",
    "shell": "sh bash zsh ksh sbatch slurm ps1",
    "make": "mk",
    "terraform": "tf hcl",
    "yaml": "yml yaml",
    "markup": "md mdx rst adoc",
    "text": (
        "php pl pm m sas html htm css scss sass less graphql gql proto tex bib jsonnet lua "
        "cypher cql lkml bas vbs dax puml plantuml mmd urdf sdf launch xacro lark bicep feature"
    ),
}
_BY_ENDING = {ending: name for name, endings in _ENDINGS.items() for ending in endings.split()}


def format_of(path: str) -> str | None:
    """Return the format of a file, or None for one that is not read."""
    lowered = path.lower()
    name = lowered.rpartition("/")[2]
    if name in _NAMES:
        return _NAMES[name]
    for pattern, found in _PATTERNS:
        if fnmatchcase(lowered if "/" in pattern else name, pattern):
            return found
    return _BY_ENDING.get(name.rpartition(".")[2]) if "." in name else None
