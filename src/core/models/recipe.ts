import type { ComparedModelId } from './registry.ts'

/**
 * How a weight `r` becomes a confidence `c`. Only `paper` exists so far:
 * `c = 1 + alpha * r` (Hu, Koren, Volinsky 2008, section 4).
 * `implicit` is `c = alpha * r`, the convention of the library of that name; kept for parity tests.
 */
export type ConfidenceRule = 'paper' | 'implicit'

/** What ALS minimises: `A_u = w0 G + sum (c - w0) y y' + lambda I`, `b_u = sum c y`. */
export interface Objective {
  readonly confidence: ConfidenceRule
  /** `> 0`, no unit. */
  readonly alpha: number
  /** Weight of a cell without evidence, `w0`, `> 0`. */
  readonly unobservedWeight: number
  readonly regularizationRule: 'plain'
  /** Ridge weight, `>= 0`. */
  readonly lambda: number
}

/**
 * The solver of each row system: `fast` is conjugate gradient in whitened coordinates, which comes as close to the exact
 * solution as its three steps take it; `parity` is implicit's 3-step conjugate gradient, `exact` a Cholesky factorization.
 */
export type AlsSolver = 'fast' | 'parity' | 'exact'

/** One training of ALS. */
export interface AlsSettings {
  readonly solver: AlsSolver
  /** Columns of the factor tables, at least 1. */
  readonly factors: number
  /** Full sweeps (clients, then columns), at least 1. */
  readonly iterations: number
  readonly objective: Objective
  /** Seed of the initial factors. */
  readonly seed: number
}

/** The models whose lists can be asked for, by stable id. */
export type ServedModelId = 'als' | 'popular'

/** All models of this version, by stable id: those that are served, and those of the registry, that stand beside them when they are judged. */
export type ModelId = ServedModelId | ComparedModelId
