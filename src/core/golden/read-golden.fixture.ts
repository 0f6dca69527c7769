import { readFileSync } from 'node:fs'
import type { Csr } from '../matrix/csr.ts'
import type { AlsSettings } from '../models/recipe.ts'

/** Row-major numbers. */
export interface GoldenDense {
  readonly shape: readonly [number, number]
  readonly data: readonly number[]
}

/** Compressed sparse rows. */
export interface GoldenSparse extends GoldenDense {
  readonly indptr: readonly number[]
  readonly indices: readonly number[]
}

/** One reason of the library: `contributions` are pairs of column and share, largest first. */
export interface GoldenExplanation {
  readonly user: number
  readonly item: number
  readonly total_score: number
  readonly contributions: readonly (readonly [number, number])[]
}

/** Lists, one per user, best first. */
interface GoldenLists {
  readonly ids: readonly (readonly number[])[]
  readonly scores: readonly (readonly number[])[]
}

/** Factors and losses after some iterations. */
export interface GoldenState {
  readonly iterations: number
  readonly user_factors: GoldenDense
  readonly item_factors: GoldenDense
  readonly training_loss: readonly number[]
}

/** One training of the library. */
export interface GoldenAlsCase {
  readonly name: string
  readonly factors: number
  readonly regularization: number
  readonly alpha: number
  readonly solver: 'cg' | 'cholesky'
  readonly dtype: 'float32' | 'float64'
  readonly states: readonly GoldenState[]
  readonly model_calls?: {
    /** Ten items for every user, best first, with those the user has and without. */
    readonly recommend_N10_no_filter: GoldenLists
    readonly recommend_N10_filter_liked: GoldenLists
    readonly explain: readonly GoldenExplanation[]
    readonly recalculate_user: { readonly users: readonly number[]; readonly factors: GoldenDense }
  }
}

/** `als_small.json` and `als_negative.json`. */
export interface GoldenAls {
  readonly user_items: GoldenSparse
  readonly initial_user_factors: GoldenDense
  readonly initial_item_factors: GoldenDense
  readonly cases: readonly GoldenAlsCase[]
}

/** `evaluation.json`: lists of one model and what the library makes of them. */
export interface GoldenEvaluation {
  readonly train: GoldenSparse
  readonly test: GoldenSparse
  readonly users: readonly number[]
  readonly recommended_ids_top20: readonly (readonly number[])[]
  readonly metrics: readonly {
    readonly K: number
    readonly precision: number
    readonly map: number
    readonly ndcg: number
  }[]
}

/** What the library counts as quality at one K. */
interface GoldenQuality {
  readonly precision: number
  readonly map: number
  readonly ndcg: number
  readonly auc: number
}

/** `bpr_quality.json`: what BPR of the library reaches on the pair of `evaluation.json` at K = 10, over seeds. */
export interface GoldenBprQuality {
  readonly params: {
    readonly factors: number
    readonly iterations: number
    readonly learning_rate: number
    readonly regularization: number
  }
  readonly mean: GoldenQuality
  readonly sd: GoldenQuality
}

/** `ml_metrics.json`. */
export interface GoldenMlMetrics {
  readonly apk: readonly {
    readonly actual: readonly number[]
    readonly predicted: readonly number[]
    readonly k: number
    readonly note: string
    readonly expected: number
  }[]
  readonly mapk: readonly {
    readonly actual: readonly (readonly number[])[]
    readonly predicted: readonly (readonly number[])[]
    readonly k: number
    readonly note: string
    readonly expected: number
  }[]
}

/** Lists of an item-to-item model, one per user or item, best first. */
interface GoldenList {
  readonly ids: readonly number[]
  readonly scores: readonly number[]
}

/** `item_item.json`: weights and models of categories compared with one another. */
export interface GoldenItemItem {
  readonly user_items: GoldenSparse
  readonly weights: Readonly<
    Record<
      | 'tfidf_weight_of_item_user'
      | 'normalize_of_item_user'
      | 'bm25_weight_of_item_user_K1_1_2_B_0_75'
      | 'bm25_weight_of_item_user_K1_100_B_0_8',
      GoldenSparse
    >
  >
  readonly models: readonly {
    readonly model: string
    readonly K: number
    readonly similarity: GoldenSparse
    readonly recommend_N10_filter: readonly (GoldenList & { readonly user: number })[]
    readonly recommend_N10_nofilter: readonly (GoldenList & { readonly user: number })[]
  }[]
}

interface GoldenFiles {
  readonly 'bpr_quality.json': GoldenBprQuality
  readonly 'als_small.json': GoldenAls
  readonly 'als_negative.json': GoldenAls
  readonly 'evaluation.json': GoldenEvaluation
  readonly 'item_item.json': GoldenItemItem
  readonly 'ml_metrics.json': GoldenMlMetrics
}

/** Read one of the reference files. */
export function readGolden<Name extends keyof GoldenFiles>(name: Name): GoldenFiles[Name] {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as GoldenFiles[Name]
}

/** A sparse matrix of the reference files in our form. */
export function goldenCsr({ shape, indptr, indices, data }: GoldenSparse): Csr {
  return {
    rows: shape[0],
    cols: shape[1],
    rowPtr: Uint32Array.from(indptr),
    colIdx: Uint32Array.from(indices),
    values: Float32Array.from(data),
  }
}

/** The settings of a reference training in our words. */
export function goldenSettings(golden: GoldenAlsCase, iterations: number): AlsSettings {
  return {
    solver: golden.solver === 'cg' ? 'parity' : 'exact',
    // As the library serves; only `parity` has a choice.
    clientFactors: golden.solver === 'cg' ? 'raw' : 'refitted',
    factors: golden.factors,
    iterations,
    seed: 0,
    objective: {
      confidence: 'implicit',
      alpha: golden.alpha,
      epsilon: 1,
      unobservedWeight: 1,
      regularizationRule: 'plain',
      lambda: golden.regularization,
      exponent: 1,
    },
  }
}
