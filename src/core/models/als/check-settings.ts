import { DomainError } from '../../domain-error.ts'
import type { AlsSettings } from '../recipe.ts'
import { cgStepsOf } from './cg-steps.ts'

/** Above this a row system alone takes seconds, and nothing in the shapes of a shop needs it. */
const MOST_FACTORS = 512
const MOST_ITERATIONS = 1000

/**
 * Refuse settings that training cannot use.
 *
 * @throws DomainError `bad-setting` with the name of the setting and its value
 */
export function checkAlsSettings(settings: AlsSettings): void {
  const { objective } = settings
  wholeNumber('factors', settings.factors, 1, MOST_FACTORS)
  wholeNumber('iterations', settings.iterations, 1, MOST_ITERATIONS)
  wholeNumber('cgSteps', cgStepsOf(settings), 1, 10)
  wholeNumber('seed', settings.seed, 0, 0xffffffff)
  positive('alpha', objective.alpha)
  positive('epsilon', objective.epsilon)
  positive('unobservedWeight', objective.unobservedWeight)
  if (!(objective.lambda >= 0 && objective.lambda < Infinity)) refuse('lambda', objective.lambda, '0 or more')
  if (settings.clientFactors === 'raw' && settings.solver !== 'parity')
    refuse('clientFactors', settings.clientFactors, 'refitted with this solver')
  if (!(objective.exponent >= 0 && objective.exponent <= 1)) refuse('exponent', objective.exponent, 'from 0 to 1')
}

function wholeNumber(setting: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    refuse(setting, value, `a whole number from ${least} to ${most}`)
}

function positive(setting: string, value: number): void {
  if (!(value > 0 && value < Infinity)) refuse(setting, value, 'above 0')
}

function refuse(setting: string, value: number | string, rule: string): never {
  throw new DomainError('bad-setting', `${setting} is ${value}; it must be ${rule}`, { setting, value, rule })
}
