import type { ComparedModelId } from './registry.ts'

/**
 * How a weight `r` becomes a confidence `c`.
 *
 * - `paper`: `c = 1 + alpha * r` (Hu, Koren, Volinsky 2008, section 4)
 * - `implicit`: `c = alpha * r`, the convention of the library of that name
 * - `log`: `c = 1 + alpha * log(1 + r / epsilon)` (the same paper, equation 6)
 */
export type ConfidenceRule = 'paper' | 'implicit' | 'log'

/**
 * The ridge of a row with `n_u` entries, where the other side has `N` rows.
 *
 * - `plain`: `lambda`
 * - `scaled`: `lambda * (n_u + w0 * N)^exponent` (Rendle, Krichene, Zhang, Koren 2021, "Revisiting the Performance of iALS")
 * - `spark`: `lambda * n_u`, where `n_u` counts entries with `c > 0` alone (Spark MLlib, after Zhou et al. 2008, ALS-WR)
 */
export type RegularizationRule = 'plain' | 'scaled' | 'spark'

/** What ALS minimises: `A_u = w0 G + sum (c - w0) y y' + lambda_u I`, `b_u = sum c y`; columns in the same way. */
export interface Objective {
  readonly confidence: ConfidenceRule
  /** `> 0`, no unit. */
  readonly alpha: number
  /** Weight `r` at which `log` bends, `> 0`; the other rules do not read it. */
  readonly epsilon: number
  /** Weight of a cell without evidence, `w0`, `> 0`. */
  readonly unobservedWeight: number
  readonly regularizationRule: RegularizationRule
  /** Ridge weight, `>= 0`. */
  readonly lambda: number
  /** `nu` of `scaled`, 0 (which is `plain`) to 1; the other rules do not read it. */
  readonly exponent: number
}

/**
 * The solver of each row system: `fast` is conjugate gradient in whitened coordinates, which comes as close to the exact
 * solution as its three steps take it; `parity` is implicit's 3-step conjugate gradient, `exact` a Cholesky factorization.
 */
export type AlsSolver = 'fast' | 'parity' | 'exact'

/**
 * Which factors of the clients a training of `parity` ends with, and lists and scores come from. `refitted`: one exact half-sweep
 * more, so that each client answers to the final columns. `raw`: as the last iteration left them, which is what `implicit` serves.
 *
 * For `parity` alone: raw factors are there to compare with `implicit`. Under the other solvers they would compare with nothing,
 * and be one half-sweep behind.
 */
export type ClientFactors = 'refitted' | 'raw'

/** One training of ALS. */
export interface AlsSettings {
  readonly solver: AlsSolver
  /** `refitted` unless the solver is `parity`. */
  readonly clientFactors: ClientFactors
  /** Columns of the factor tables, at least 1. */
  readonly factors: number
  /** Full sweeps (clients, then columns), at least 1. */
  readonly iterations: number
  /** Steps of conjugate gradient a row, 1 to 10; 3 unless said (`cgStepsOf`). `exact` does not read it. */
  readonly cgSteps?: number
  readonly objective: Objective
  /** Seed of the initial factors. */
  readonly seed: number
}

/** All models of this version, by stable id: the two that a training makes, and those of the registry, which are judged beside them and fitted on demand. */
export type ModelId = 'als' | 'popular' | ComparedModelId
