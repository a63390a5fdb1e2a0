"""Statistics: numbers in, small frozen results out, by the question that they answer.

Every function stands at `tsi.stats.<name>`, and so does the record that it returns; `QUESTIONS`
lists them all. A name is loaded when it is first used, so that `tsi.stats.wilson` imports only what
it needs.

What all functions have in common:

- They take counts, or one-dimensional arrays, lists or series of numbers, and never change them.
- Missing and infinite values are refused with a coded `NotEstimable`, unless the function says
  what it does with them.
- Results are frozen records. `estimate` is what was asked for, `se` its standard error, `ci_low`
  and `ci_high` the ends of its interval at `level`, `n` how many it rests on; `statistic`, `df` and
  `p_value` are those of a test. What a method adds is described by its record.
- A ratio's `se` is on the log scale, and its record says so in `se_scale`.

Every estimator is held against another source in `tests/oracles/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tsi_eval.stats.bca import Bootstrapped as Bootstrapped
    from tsi_eval.stats.beyond_expected import BeyondExpected as BeyondExpected
    from tsi_eval.stats.beyond_expected import observed_beyond_expected as observed_beyond_expected
    from tsi_eval.stats.bootstrap import PairedEffects as PairedEffects
    from tsi_eval.stats.bootstrap import paired_effects as paired_effects
    from tsi_eval.stats.bounds import ChangeBounds as ChangeBounds
    from tsi_eval.stats.bounds import tail_bounds as tail_bounds
    from tsi_eval.stats.bounds import worst_case_change as worst_case_change
    from tsi_eval.stats.clinical_change import ClinicalChange as ClinicalChange
    from tsi_eval.stats.clinical_change import Cutoffs as Cutoffs
    from tsi_eval.stats.clinical_change import clinically_significant_change as clinically_significant_change
    from tsi_eval.stats.clinical_change import cutoffs as cutoffs
    from tsi_eval.stats.clustered import ClusteredMean as ClusteredMean
    from tsi_eval.stats.clustered import clustered_mean as clustered_mean
    from tsi_eval.stats.contingency import ChiSquare as ChiSquare
    from tsi_eval.stats.contingency import Fisher as Fisher
    from tsi_eval.stats.contingency import chi_square as chi_square
    from tsi_eval.stats.contingency import fisher_test as fisher_test
    from tsi_eval.stats.difference import Difference as Difference
    from tsi_eval.stats.difference import difference_in_means as difference_in_means
    from tsi_eval.stats.effect_size import EffectSize as EffectSize
    from tsi_eval.stats.effect_size import d_av as d_av
    from tsi_eval.stats.effect_size import d_z as d_z
    from tsi_eval.stats.effect_size import hedges_correction as hedges_correction
    from tsi_eval.stats.equivalence import Equivalence as Equivalence
    from tsi_eval.stats.equivalence import paired_equivalence as paired_equivalence
    from tsi_eval.stats.equivalence import share_equivalence as share_equivalence
    from tsi_eval.stats.gee import occasions_gee as occasions_gee
    from tsi_eval.stats.glass import glass_pre as glass_pre
    from tsi_eval.stats.group_mean import Mean as Mean
    from tsi_eval.stats.group_mean import mean as mean
    from tsi_eval.stats.homogeneity import Alike as Alike
    from tsi_eval.stats.homogeneity import breslow_day as breslow_day
    from tsi_eval.stats.homogeneity import strata_alike as strata_alike
    from tsi_eval.stats.imputation import ImputedChange as ImputedChange
    from tsi_eval.stats.imputation import imputed_change as imputed_change
    from tsi_eval.stats.individual_change import Directions as Directions
    from tsi_eval.stats.individual_change import ReliableChange as ReliableChange
    from tsi_eval.stats.individual_change import directions as directions
    from tsi_eval.stats.individual_change import reliable_change as reliable_change
    from tsi_eval.stats.internal_consistency import Alpha as Alpha
    from tsi_eval.stats.internal_consistency import cronbach_alpha as cronbach_alpha
    from tsi_eval.stats.intraclass import IntraclassCorrelation as IntraclassCorrelation
    from tsi_eval.stats.intraclass import intraclass_correlation as intraclass_correlation
    from tsi_eval.stats.kappa import Kappa as Kappa
    from tsi_eval.stats.kappa import cohen_kappa as cohen_kappa
    from tsi_eval.stats.kappa import weighted_kappa as weighted_kappa
    from tsi_eval.stats.least_squares import LeastSquares as LeastSquares
    from tsi_eval.stats.least_squares import ordinary_least_squares as ordinary_least_squares
    from tsi_eval.stats.marginal_homogeneity import StuartMaxwell as StuartMaxwell
    from tsi_eval.stats.marginal_homogeneity import stuart_maxwell as stuart_maxwell
    from tsi_eval.stats.mixed import occasions_mixed as occasions_mixed
    from tsi_eval.stats.multiplicity import adjusted as adjusted
    from tsi_eval.stats.multiplicity import simultaneous_level as simultaneous_level
    from tsi_eval.stats.occasions import OccasionChange as OccasionChange
    from tsi_eval.stats.occasions import OccasionMean as OccasionMean
    from tsi_eval.stats.occasions import Occasions as Occasions
    from tsi_eval.stats.one_way import OneWay as OneWay
    from tsi_eval.stats.one_way import one_way_anova as one_way_anova
    from tsi_eval.stats.paired import PairedT as PairedT
    from tsi_eval.stats.paired import paired_t as paired_t
    from tsi_eval.stats.paired import smallest_detectable_change as smallest_detectable_change
    from tsi_eval.stats.paired_counts import PairedRateRatio as PairedRateRatio
    from tsi_eval.stats.paired_counts import rate_ratio as rate_ratio
    from tsi_eval.stats.paired_table import MatchedOddsRatio as MatchedOddsRatio
    from tsi_eval.stats.paired_table import McNemar as McNemar
    from tsi_eval.stats.paired_table import PairedShareDifference as PairedShareDifference
    from tsi_eval.stats.paired_table import matched_odds_ratio as matched_odds_ratio
    from tsi_eval.stats.paired_table import mcnemar as mcnemar
    from tsi_eval.stats.paired_table import paired_share_difference as paired_share_difference
    from tsi_eval.stats.person_time import Rate as Rate
    from tsi_eval.stats.person_time import RateTest as RateTest
    from tsi_eval.stats.person_time import RatioOfRates as RatioOfRates
    from tsi_eval.stats.person_time import rate as rate
    from tsi_eval.stats.person_time import rate_test as rate_test
    from tsi_eval.stats.person_time import ratio_of_rates as ratio_of_rates
    from tsi_eval.stats.poisson_rates import ConditionalRateRatio as ConditionalRateRatio
    from tsi_eval.stats.poisson_rates import conditional_rate_ratio as conditional_rate_ratio
    from tsi_eval.stats.pooling import Pooled as Pooled
    from tsi_eval.stats.pooling import rubin as rubin
    from tsi_eval.stats.power import detectable_change as detectable_change
    from tsi_eval.stats.power import detectable_difference as detectable_difference
    from tsi_eval.stats.power import pairs_needed as pairs_needed
    from tsi_eval.stats.power import two_group_n as two_group_n
    from tsi_eval.stats.power_shares import detectable_share_difference as detectable_share_difference
    from tsi_eval.stats.power_shares import two_proportion_n as two_proportion_n
    from tsi_eval.stats.proportion import Proportion as Proportion
    from tsi_eval.stats.proportion import ShareDifference as ShareDifference
    from tsi_eval.stats.proportion import newcombe_difference as newcombe_difference
    from tsi_eval.stats.proportion import wilson as wilson
    from tsi_eval.stats.rank_effects import RankEffect as RankEffect
    from tsi_eval.stats.rank_effects import probability_of_improvement as probability_of_improvement
    from tsi_eval.stats.rank_effects import rank_biserial as rank_biserial
    from tsi_eval.stats.regression_to_mean import ExpectedMovement as ExpectedMovement
    from tsi_eval.stats.regression_to_mean import expected_movement as expected_movement
    from tsi_eval.stats.regression_to_mean import expected_movement_above as expected_movement_above
    from tsi_eval.stats.repeated import CochranQ as CochranQ
    from tsi_eval.stats.repeated import Friedman as Friedman
    from tsi_eval.stats.repeated import cochran_q as cochran_q
    from tsi_eval.stats.repeated import friedman as friedman
    from tsi_eval.stats.scale_ends import ScaleEnds as ScaleEnds
    from tsi_eval.stats.scale_ends import at_ends as at_ends
    from tsi_eval.stats.segmented import RateRatio as RateRatio
    from tsi_eval.stats.segmented import SegmentedFit as SegmentedFit
    from tsi_eval.stats.segmented import segmented_counts as segmented_counts
    from tsi_eval.stats.share_differences import DifferenceOfShares as DifferenceOfShares
    from tsi_eval.stats.share_differences import share_difference as share_difference
    from tsi_eval.stats.share_ratios import RatioOfShares as RatioOfShares
    from tsi_eval.stats.share_ratios import odds_ratio as odds_ratio
    from tsi_eval.stats.share_ratios import risk_ratio as risk_ratio
    from tsi_eval.stats.shares import Share as Share
    from tsi_eval.stats.shares import share as share
    from tsi_eval.stats.signed_rank import SignedRank as SignedRank
    from tsi_eval.stats.signed_rank import wilcoxon_signed_rank as wilcoxon_signed_rank
    from tsi_eval.stats.standardised import ObservedOverExpected as ObservedOverExpected
    from tsi_eval.stats.standardised import StandardisedRate as StandardisedRate
    from tsi_eval.stats.standardised import observed_over_expected as observed_over_expected
    from tsi_eval.stats.standardised import standardised_rate as standardised_rate
    from tsi_eval.stats.strata import Stratified as Stratified
    from tsi_eval.stats.strata import mantel_haenszel as mantel_haenszel
    from tsi_eval.stats.trend import Trend as Trend
    from tsi_eval.stats.trend import linear_by_linear as linear_by_linear
    from tsi_eval.stats.trend import trend_in_shares as trend_in_shares
    from tsi_eval.stats.trimming import LeeBounds as LeeBounds
    from tsi_eval.stats.trimming import lee_bounds as lee_bounds
    from tsi_eval.stats.two_estimates import TwoEstimates as TwoEstimates
    from tsi_eval.stats.two_estimates import difference_of_estimates as difference_of_estimates
    from tsi_eval.stats.two_estimates import ratio_of_estimates as ratio_of_estimates

# The question → the module → its functions, and the records that they return. A new function is
# named here, and among the imports above for those who check types; a test holds the two together.
QUESTIONS: Mapping[str, Mapping[str, str]] = {
    "How large is a share, a mean or a level, and how sure is it?": {
        "proportion": "wilson Proportion",
        "shares": "share Share",
        "group_mean": "mean Mean",
        "clustered": "clustered_mean ClusteredMean",
        "scale_ends": "at_ends ScaleEnds",
    },
    "Do groups differ?": {
        "proportion": "newcombe_difference ShareDifference",
        "difference": "difference_in_means Difference",
        "one_way": "one_way_anova OneWay",
        "least_squares": "ordinary_least_squares LeastSquares",
        "share_differences": "share_difference DifferenceOfShares",
        "share_ratios": "risk_ratio odds_ratio RatioOfShares",
        "contingency": "chi_square fisher_test ChiSquare Fisher",
        "two_estimates": "difference_of_estimates ratio_of_estimates TwoEstimates",
    },
    "Do groups differ within schools, years or ages, and are these alike?": {
        "strata": "mantel_haenszel Stratified",
        "homogeneity": "breslow_day strata_alike Alike",
        "standardised": "standardised_rate observed_over_expected StandardisedRate ObservedOverExpected",
    },
    "Does it rise over ordered groups?": {
        "trend": "trend_in_shares linear_by_linear Trend",
    },
    "Did the same persons change, in points?": {
        "paired": "paired_t PairedT",
        "signed_rank": "wilcoxon_signed_rank SignedRank",
    },
    "How large is the change, in standard deviations or in ranks?": {
        "effect_size": "d_z d_av hedges_correction EffectSize",
        "glass": "glass_pre",
        "bootstrap": "paired_effects PairedEffects",
        "bca": "Bootstrapped",
        "rank_effects": "rank_biserial probability_of_improvement RankEffect",
    },
    "Did the same persons change, in yes and no or in categories?": {
        "paired_table": "mcnemar matched_odds_ratio paired_share_difference McNemar MatchedOddsRatio PairedShareDifference",
        "marginal_homogeneity": "stuart_maxwell StuartMaxwell",
    },
    "Did something happen more or less often?": {
        "paired_counts": "rate_ratio PairedRateRatio",
        "poisson_rates": "conditional_rate_ratio ConditionalRateRatio",
        "person_time": "rate rate_test ratio_of_rates Rate RateTest RatioOfRates",
        "segmented": "segmented_counts SegmentedFit RateRatio",
    },
    "What happened over more than two occasions?": {
        "mixed": "occasions_mixed",
        "gee": "occasions_gee",
        "occasions": "Occasions OccasionMean OccasionChange",
        "repeated": "friedman cochran_q Friedman CochranQ",
    },
    "Who changed, and by more than measurement error?": {
        "individual_change": "reliable_change directions ReliableChange Directions",
        "clinical_change": "clinically_significant_change cutoffs ClinicalChange Cutoffs",
    },
    "Would it have moved anyway, and is it too little to matter?": {
        "regression_to_mean": "expected_movement expected_movement_above ExpectedMovement",
        "beyond_expected": "observed_beyond_expected BeyondExpected",
        "equivalence": "paired_equivalence share_equivalence Equivalence",
    },
    "What if those who are missing were different?": {
        "bounds": "worst_case_change tail_bounds ChangeBounds",
        "trimming": "lee_bounds LeeBounds",
        "imputation": "imputed_change ImputedChange",
        "pooling": "rubin Pooled",
    },
    "How reliable is the instrument, and do raters agree?": {
        "internal_consistency": "cronbach_alpha Alpha",
        "intraclass": "intraclass_correlation IntraclassCorrelation",
        "kappa": "cohen_kappa weighted_kappa Kappa",
    },
    "How many persons does it take, and what could have been seen?": {
        "paired": "smallest_detectable_change",
        "power": "detectable_change pairs_needed two_group_n detectable_difference",
        "power_shares": "two_proportion_n detectable_share_difference",
    },
    "What do many tests in one report add up to?": {
        "multiplicity": "adjusted simultaneous_level",
    },
}


def _homes() -> dict[str, str]:
    """Return the module of each public name."""
    homes: dict[str, str] = {}
    for modules in QUESTIONS.values():
        for module, names in modules.items():
            homes |= dict.fromkeys(names.split(), module)
    return homes


def _list_of_questions() -> str:
    """Return the questions, each with the functions that answer it."""
    lines: list[str] = []
    for question, modules in QUESTIONS.items():
        names = " ".join(modules.values()).split()
        functions = ", ".join(name for name in names if name[0].islower())
        lines += ["", question, f"    {functions}"]
    return "\n".join(lines)


_HOMES = _homes()
__all__ = sorted(_HOMES)  # noqa: PLE0605
__doc__ = f"{__doc__}{_list_of_questions()}\n"


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"tsi_eval.stats.{_HOMES[name]}"), name)
    message = f"module 'tsi_eval.stats' has no attribute '{name}'"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return list(__all__)
