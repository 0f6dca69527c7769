import type { AlsSettings, Objective } from '../recipe.ts'

/** What a test may change: any setting, and any number or rule of the objective. */
type SettingsChange = Partial<Omit<AlsSettings, 'objective'>> & { readonly objective?: Partial<Objective> }

/** Settings of a small training, for tests that care about some of them. */
export const testAlsSettings = ({ objective, ...change }: SettingsChange = {}): AlsSettings => ({
  solver: 'fast',
  clientFactors: 'refitted',
  factors: 8,
  iterations: 3,
  seed: 7,
  ...change,
  objective: {
    confidence: 'paper',
    alpha: 2,
    epsilon: 1,
    unobservedWeight: 1,
    regularizationRule: 'plain',
    lambda: 5,
    exponent: 1,
    ...objective,
  },
})
