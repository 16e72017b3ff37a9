"""Make the three fictional CVs that come with Metier: PDF, DOCX and JSON Resume.

Usage: python scripts/samples/build.py. It needs Chromium; the results are committed.
"""

import shutil
import subprocess
from pathlib import Path

from docx import Document

HERE = Path(__file__).parent
TARGET = HERE.parent.parent / "src/metier/data/samples"


def build_docx(path: Path) -> None:
    """Write the backend developer's CV, with a table as many CVs have one."""
    document = Document()
    document.core_properties.author = "Metier"
    document.add_heading("Tomas Lindqvist", 0)
    document.add_paragraph("Senior Backend Developer, Malmö, tomas.lindqvist@example.org")
    document.add_heading("Profile", 1)
    document.add_paragraph(
        "Backend developer with eight years of experience in Java and Python services. For two "
        "years I have run the platform that a recommendation team deploys on, and I would like "
        "to move into machine learning engineering. No experience in deep learning yet."
    )
    document.add_heading("Work Experience", 1)
    jobs = [
        (
            "Senior Backend Developer, Havsbris Logistics (fictional)",
            "05/2021 - present",
            [
                "Led a team of four that split a monolith into microservices with FastAPI and "
                "Kafka.",
                "Run the services on Kubernetes in AWS; infrastructure as code with Terraform, "
                "CI/CD with GitHub Actions.",
                "Deployed the recommendation team's models behind a REST API with Docker, with "
                "Prometheus metrics, Grafana dashboards and alerting.",
                "Halved p95 latency by caching in Redis and tuning PostgreSQL queries.",
            ],
        ),
        (
            "Backend Developer, Granit Payments (fictional)",
            "08/2017 - 04/2021",
            [
                "Built payment APIs in Java and Spring Boot with unit tests and code review.",
                "Wrote ETL jobs in Python and SQL for the finance team.",
                "On call every fifth week: incident response and post-mortems.",
            ],
        ),
    ]
    for title, dates, lines in jobs:
        document.add_paragraph(title).runs[0].bold = True
        document.add_paragraph(dates)
        for line in lines:
            document.add_paragraph(line, style="List Bullet")
    document.add_heading("Education", 1)
    document.add_paragraph("M.Sc. in Computer Engineering, University of Somewhere, 2012 - 2017")
    document.add_paragraph("Online course: Machine Learning with scikit-learn, 2025")
    document.add_heading("Technical Skills", 1)
    table = document.add_table(rows=0, cols=2)
    for name, values in (
        ("Languages", "Java, Python, SQL, Go"),
        ("Platform", "AWS, Kubernetes, Docker, Terraform, Linux"),
        ("Data", "PostgreSQL, Redis, Kafka, Airflow"),
        ("Practice", "Git, CI/CD, test-driven development, system design"),
    ):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, values
    document.add_paragraph(
        "This person does not exist. The CV was written as an example for Metier."
    )
    document.save(str(path))


def main() -> None:
    """Write all three."""
    TARGET.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "ama-boateng.json", TARGET / "ama-boateng.json")
    build_docx(TARGET / "tomas-lindqvist.docx")
    subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            "--disable-background-networking",
            f"--print-to-pdf={TARGET / 'noor-haddad.pdf'}",
            (HERE / "noor-haddad.html").as_uri(),
        ],
        check=True,
    )


if __name__ == "__main__":
    main()
