import { DomainError } from '../domain-error.ts'

/** Dirt in the rows, as the published data has it: planted unless left out. */
const PLANTED = ['unknown-codes', 'zero-amounts', 'huge-amounts', 'repeated-ids', 'purchases-without-id'] as const

/** Other ways to write the same rows: only where asked for. */
const FORMS = [
  'bom',
  'crlf',
  'index-column',
  'shuffled-columns',
  'dashed-dates',
  'bare-times',
  'official-keyword-name',
] as const

/** One kind of dirt. */
export type Dirt = (typeof PLANTED)[number] | (typeof FORMS)[number]

/** All kinds, those of the rows first. */
export const DIRT: readonly Dirt[] = [...PLANTED, ...FORMS]

/** What is planted when nothing is asked for. */
export const DEFAULT_DIRT: ReadonlySet<Dirt> = new Set(PLANTED)

/** Whether any kind changes how rows are written. */
export const hasForm = (dirt: ReadonlySet<Dirt>): boolean => FORMS.some((form) => dirt.has(form))

/**
 * Reads a list such as `bom,crlf,no-zero-amounts`: what is added to the default, and what is left out.
 *
 * @throws DomainError `bad-setting` for a word that is no kind of dirt
 */
export function readDirt(list: string): ReadonlySet<Dirt> {
  const dirt = new Set(DEFAULT_DIRT)
  for (const word of list.split(',').filter((each) => each !== '')) {
    const kind = DIRT.find((each) => each === word || `no-${each}` === word)
    if (kind === undefined) throw new DomainError('bad-setting', `Not a kind of dirt: ${word}`, { word })
    if (kind === word) dirt.add(kind)
    else dirt.delete(kind)
  }
  return dirt
}
