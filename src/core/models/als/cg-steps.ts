import type { AlsSettings } from '../recipe.ts'

/** The default of `implicit` (`cg_steps`); in whitened coordinates practically exact. */
const USUAL_CG_STEPS = 3

/** Steps of conjugate gradient a row, for `fast` and `parity`. */
export const cgStepsOf = ({ cgSteps = USUAL_CG_STEPS }: Pick<AlsSettings, 'cgSteps'>): number => cgSteps
