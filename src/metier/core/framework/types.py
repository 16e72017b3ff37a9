"""The framework's types: what a role, a skill, a level and their relations are.

The same types describe the YAML files, generate their JSON Schema, and make up the compiled
snapshot. All are frozen.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

STAGES = ("entry", "mid", "senior", "principal")
DEGREES = ("none", "bachelor", "master", "doctorate")
LEVELS = (0, 1, 2, 3, 4, 5)
MAX_LEVEL = 5

_NAME = r"[a-z0-9]+(-[a-z0-9]+)*"
Slug = Annotated[str, Meta(pattern=rf"^({_NAME}:)?{_NAME}$", max_length=80)]
Text = Annotated[str, Meta(min_length=1, max_length=2000)]
ReachedLevel = Annotated[int, Meta(ge=1, le=5)]
TargetLevel = Annotated[int, Meta(ge=0, le=5)]
Share = Annotated[float, Meta(ge=0, le=1)]
Positive = Annotated[float, Meta(gt=0)]
Stage = Literal["entry", "mid", "senior", "principal"]
Kind = Literal["language", "tool", "platform", "method", "concept", "domain", "regulation", "soft"]
Importance = Literal["essential", "important", "universal"]
Category = Literal["core", "specialized", "business", "compliance", "leadership", "emerging"]
PriorityList = Literal["technical", "business", "leadership"]
TierName = Literal["foundation", "intermediate", "advanced"]
Source = Literal["source", "derived", "authored", "external"]
Provenance = dict[str, Source]
Likelihood = Annotated[tuple[float, ...], Meta(min_length=6, max_length=6)]
Hours = tuple[Positive, Positive, Positive]


class Strict(Struct, frozen=True, forbid_unknown_fields=True):
    """A record that accepts no field it does not know."""


class Alias(Strict, frozen=True):
    """How people write a skill.

    Attributes:
        text: The spelling; case, hyphens, plural s and version numbers do not matter.
        case: Only exactly as spelled.
        near: Accepted only near one of these phrases, or in a list beside other skills.
        never: Rejected next to one of these phrases.
        lookup: Resolves when looked up, but is too general to be read from running text.
    """

    text: Text
    case: bool = False
    near: tuple[Text, ...] = ()
    never: tuple[Text, ...] = ()
    lookup: bool = False


class LevelRef(Strict, frozen=True):
    """A skill at a level."""

    skill: Slug
    level: ReachedLevel


class Implication(Strict, frozen=True):
    """Evidence for one skill is weaker evidence for `skill`, up to level `cap`."""

    skill: Slug
    strength: Annotated[float, Meta(gt=0, le=0.8)]
    cap: Annotated[int, Meta(ge=1, le=4)]


class Volatility(Strict, frozen=True):
    """How fast knowledge of a skill ages: an editable, labeled prior."""

    half_life_years: Positive
    basis: Text


class SkillSpec(Strict, frozen=True):
    """One skill as it stands in a `skills/<domain>.yaml` file.

    Attributes:
        prerequisites: Keyed by the level being reached; acyclic over (skill, level).
        levels: What one sees the person do, for each level 1 to 5.
        effort: Hours (optimistic, likely, pessimistic) to reach each level from the one below.
    """

    id: Slug
    name: Text
    kind: Kind
    definition: Text
    levels: dict[ReachedLevel, Text]
    effort: dict[ReachedLevel, Hours]
    volatility: Volatility
    aliases: tuple[str | Alias, ...] = ()
    broader: Slug | None = None
    prerequisites: dict[ReachedLevel, tuple[LevelRef, ...]] = {}
    implies: tuple[Implication, ...] = ()
    provenance: Provenance = {}


class DomainSpec(Strict, frozen=True):
    """A subject that groups skills."""

    id: Slug
    name: Text
    definition: Text


class SkillFile(Strict, frozen=True):
    """A `skills/<domain>.yaml` file."""

    domain: DomainSpec
    provenance: Provenance
    skills: tuple[SkillSpec, ...]


class Skill(Struct, frozen=True):
    """A skill in the compiled framework; as `SkillSpec`, with its domain and plain aliases."""

    id: str
    name: str
    kind: Kind
    domain: str
    definition: str
    aliases: tuple[Alias, ...]
    broader: str | None
    prerequisites: dict[int, tuple[LevelRef, ...]]
    implies: tuple[Implication, ...]
    levels: dict[int, str]
    effort: dict[int, tuple[float, float, float]]
    volatility: Volatility
    provenance: dict[str, str]


class StageLevels(Strict, frozen=True):
    """Target levels for the four stages; 0 means not asked."""

    entry: TargetLevel
    mid: TargetLevel
    senior: TargetLevel
    principal: TargetLevel

    def at(self, stage: str) -> int:
        """Return the target at `stage`, 0 to 5."""
        return int(getattr(self, stage))


class Requirement(Strict, frozen=True):
    """What a role asks of one skill.

    Attributes:
        terms: The source document's own words that this requirement carries.
        note: How a collision or a split in the source was resolved.
    """

    skill: Slug
    importance: Importance
    levels: StageLevels
    group: str | None = None
    blocker: bool = False
    terms: tuple[Text, ...] = ()
    note: str | None = None


class Rung(Strict, frozen=True):
    """A rung of the source's ladder, with the stages it covers."""

    rung: Text
    years: Text
    stages: tuple[Stage, ...]
    responsibilities: tuple[Text, ...]


class Behavior(Strict, frozen=True):
    """What one sees at a stage, along the dimensions of a career ladder."""

    scope: Text
    autonomy: Text
    complexity: Text
    influence: Text
    communication: Text
    delivery: Text


class Neighbor(Strict, frozen=True):
    """A role that is often confused with this one, and what separates them."""

    role: Slug
    differs: Text


class Occupation(Strict, frozen=True):
    """An external occupation code."""

    scheme: Literal["onet-soc", "isco", "esco"]
    code: Text
    match: Literal["exact", "close", "broader", "narrower"]


class Gate(Strict, frozen=True):
    """What a stage asks apart from skills; `credential` names a license or certificate."""

    years: Annotated[float, Meta(ge=0, le=40)] = 0
    degree: Literal["none", "bachelor", "master", "doctorate"] = "none"
    degree_required: bool = False
    credential: Text | None = None


class Feeder(Strict, frozen=True):
    """A role and stage that people come from."""

    role: Slug
    stage: Stage


class Tracks(Strict, frozen=True):
    """Where the individual and the management track lead, and where they fork."""

    individual: tuple[Slug, ...] = ()
    management: tuple[Slug, ...] = ()
    fork_at: Stage = "senior"


class RoleSpec(Strict, frozen=True):
    """A role as it stands in `roles/<role>.yaml` and in the compiled framework.

    Attributes:
        delivers: What others receive from the work.
        success_lists: Which of the source's lists of success factors hold for the role.
        success_factors: What success rests on in this role beyond those lists.
        hiring_signals: What makes a hiring manager say yes; `red_flags`, no.
        pay_category: The row of the salary table.
    """

    id: Slug
    name: Text
    category: Category
    focus: Text
    mission: Text
    day: Text
    judged_by: tuple[Text, ...]
    titles: tuple[Text, ...]
    requirements: tuple[Requirement, ...]
    ladder: tuple[Rung, ...]
    gates: dict[Stage, Gate]
    provenance: Provenance
    neighbors: tuple[Neighbor, ...] = ()
    occupations: tuple[Occupation, ...] = ()
    behaviors: dict[Stage, Behavior] = {}
    feeders: tuple[Feeder, ...] = ()
    tracks: Tracks = Tracks()
    rare_stages: tuple[Stage, ...] = ()
    delivers: tuple[Text, ...] = ()
    success_lists: tuple[PriorityList, ...] = ()
    success_factors: tuple[Text, ...] = ()
    hiring_signals: tuple[Text, ...] = ()
    red_flags: tuple[Text, ...] = ()
    pay_category: Category = "core"


class LevelSpec(Strict, frozen=True):
    """One of the six levels, for every skill."""

    level: TargetLevel
    name: Text
    summary: Text


class LevelFile(Strict, frozen=True):
    """The `levels.yaml` file."""

    provenance: Provenance
    levels: tuple[LevelSpec, ...]


class StageSpec(Strict, frozen=True):
    """One of the four stages.

    Attributes:
        weight: Prior share of people at this stage among those who ask.
        title_words: Words of a job title that speak for the stage.
        scope_words: Phrases in the text of a CV that speak for the stage.
        years: P(years band | stage) over the bands of `StageFile.year_bands`.
        level: Mean level of the strongest skills as documents of people at the stage show it.
    """

    id: Stage
    name: Text
    summary: Text
    weight: Share
    title_words: tuple[Text, ...]
    scope_words: tuple[Text, ...]
    years: tuple[Share, ...]
    level: Annotated[float, Meta(ge=0, le=5)]


class StageFile(Strict, frozen=True):
    """The `stages.yaml` file: the stages and how a person's stage is judged.

    Attributes:
        top_skills: How many of the strongest skills the levels are compared over.
        old_years: A text whose newest year lies this far back was written then, so that "until
            now" in it ends there.
        degree_share: Share of the years since the degree that counts as work at least.
        basis: What the usual levels rest on.
    """

    provenance: Provenance
    basis: Text
    top_skills: Annotated[int, Meta(gt=0)]
    old_years: Positive
    degree_share: Share
    year_bands: tuple[float, ...]
    title_strength: Positive
    scope_strength: Positive
    level_strength: Positive
    stages: tuple[StageSpec, ...]


class SignSpec(Strict, frozen=True):
    """How likely a sign is at each true level 0 to 5; only the shape matters.

    Attributes:
        claim: One-sided: never falls as the level rises, flat above `cap`.
        basis: The study it rests on, or why it was set so.
    """

    id: Slug
    label: Text
    claim: bool
    likelihood: Likelihood
    basis: Text
    cap: ReachedLevel | None = None


class RatingSpec(Strict, frozen=True):
    """A level stated by somebody.

    Attributes:
        r: Validity against the true level among those who have the skill (latent normal).
        false_claim: P(some level is stated | the skill is absent).
        false_denial: P(none is stated | the skill is there).
        basis: The study it rests on, or why it was set so.
    """

    id: Slug
    label: Text
    r: Annotated[float, Meta(gt=0, lt=1)]
    false_claim: Share
    false_denial: Share
    basis: Text


class SilenceSpec(Strict, frozen=True):
    """What a long document says by not naming a skill."""

    likelihood: Likelihood
    min_words: int
    full_words: int
    basis: Text


class EvidenceFile(Strict, frozen=True):
    """The `evidence.yaml` file: reliabilities, priors and the rules that combine them.

    Attributes:
        background_silence: What a background says by not naming a skill, where there is no CV;
            soft skills excepted.
        same_document_discount: Weight of the second, third … sign of one document is this
            to the power 1, 2 …, for each level step apart.
        document_correlation: Correlation between the levels of skills that rest on the same
            document, used for the interval of a readiness.
        age_floor: The least weight that age leaves to a sign.
        sufficient_proof: Share of a role's weight with direct evidence below which the answer
            is "not enough evidence".
        held: Probability from which a level counts as held, for prerequisites and plans.
        blocker: A marked requirement blocks below this probability of reaching its target.
    """

    provenance: Provenance
    priors: dict[Kind, Likelihood]
    prior_basis: Text
    signs: tuple[SignSpec, ...]
    ratings: tuple[RatingSpec, ...]
    silence: SilenceSpec
    background_silence: Likelihood
    background_silence_basis: Text
    same_document_discount: Share
    same_document_basis: Text
    document_correlation: Share
    document_correlation_basis: Text
    age_floor: Share
    sufficient_proof: Share
    held: Share
    blocker: Share


class PriorityLine(Strict, frozen=True):
    """A line of the source's priority framework, and the skills that it stands for.

    Attributes:
        name: The source's words before the colon or dash; `text`, those behind it.
    """

    name: Text
    text: Text
    skills: tuple[Slug, ...]


class Tier(Strict, frozen=True):
    """A tier of the source's priority framework."""

    tier: TierName
    lines: tuple[PriorityLine, ...]

    @property
    def skills(self) -> frozenset[str]:
        """The skills in the tier."""
        return frozenset(skill for line in self.lines for skill in line.skills)


class PriorityFile(Strict, frozen=True):
    """The `priorities.yaml` file: how importance, tier and universality make a weight."""

    provenance: Provenance
    rule: Text
    importance: dict[Importance, Positive]
    tier_factor: dict[TierName, Positive]
    universal: tuple[PriorityLine, ...]
    category_list: dict[Category, PriorityList]
    tiers: dict[PriorityList, tuple[Tier, ...]]


class FitFile(Strict, frozen=True):
    """The `fit.yaml` file: how likely a skill is shown by people of a role.

    Attributes:
        shown: P(a document shows the skill | the role asks for it), by importance.
        shown_blocker: The same for what nobody does the role without.
        shown_elsewhere: The same for a skill that neither the role nor a related one asks.
        implied_share: Share of an implication's strength by which a role that asks one skill
            lets expect the other.
        alike_share: Share of what roles that ask alike show, by which a role is expected to.
        skill_temper: Weight of the skills' summed log-likelihood ratio: they are not independent.
        soft_weight: Weight of a soft skill beside another.
        absence_weight: Weight of what is not shown; `blocker_absence` of a blocker.
        domain_weight: Weight of whether a domain is shown at all, for each domain.
        title_gain: Log-likelihood ratio of a current title that names the role; of a past one,
            and of a title of an occupation that is near the role.
        line_title: Strength of a title that stands on a line of its own, 0 to 1.
        least_shown: Share of some role's weight at entry, soft skills aside, that must be shown
            directly for any role to be said to fit, where no title names a role.
    """

    provenance: Provenance
    shown: dict[Importance, Share]
    shown_blocker: Share
    shown_elsewhere: Share
    implied_share: Share
    alike_share: Share
    skill_temper: Positive
    soft_weight: Share
    absence_weight: Share
    blocker_absence: Share
    domain_weight: Share
    title_gain: Positive
    past_title_gain: Positive
    near_title_gain: Positive
    line_title: Share
    least_shown: Share
    basis: Text


class TitleHead(Strict, frozen=True):
    """What the holder of a title is: words anywhere in it, or `last` of its words."""

    id: Slug
    words: tuple[Text, ...]
    last: tuple[Text, ...] = ()


class TitleSubject(Strict, frozen=True):
    """What a title is about, and the role for each head; `any` for the others."""

    id: Slug
    about: Text
    phrases: tuple[Text, ...]
    roles: dict[Slug, Slug]


class TitleFile(Strict, frozen=True):
    """The `titles.yaml` file: how titles that no role lists are read.

    Attributes:
        listed_confidence: Of a title that holds a listed one; `subject_confidence`, of one
            known by its subject, plus `word_confidence` for each further word of the phrase.
        outside: Words of other fields; such a title names no role.
    """

    provenance: Provenance
    basis: Text
    listed_confidence: Share
    subject_confidence: Share
    word_confidence: Share
    abbreviations: dict[Text, Text]
    heads: tuple[TitleHead, ...]
    subjects: tuple[TitleSubject, ...]
    outside: tuple[Text, ...]


class Heading(Strict, frozen=True):
    """A term of the source that is no skill itself, with the skills it stands for."""

    term: Text
    skills: tuple[Slug, ...]
    reason: Text
    role: Slug | None = None


class HeadingFile(Strict, frozen=True):
    """The `headings.yaml` file."""

    provenance: Provenance
    headings: tuple[Heading, ...]


class Redirect(Strict, frozen=True):
    """A retired id and what took its place; several targets mean that it was split."""

    kind: Literal["skill", "role"]
    old: Slug
    new: tuple[Slug, ...]
    since: Text


class RedirectFile(Strict, frozen=True):
    """The `redirects.yaml` file."""

    redirects: tuple[Redirect, ...]
