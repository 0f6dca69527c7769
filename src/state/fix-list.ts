import * as v from 'valibot'
import type { CellFix, FileChoices } from '../core/ingest/file-choice.ts'

/** Fixes by name of the source they belong to. */
export type FixLists = ReadonlyMap<string, readonly CellFix[]>

/** Why a list of fixes from a file cannot be taken. */
export type FixRefusal = 'not-json' | 'not-fixes' | 'newer-format'

const FORMAT = 'recscope-fixes'
const VERSION = 1
/** A cell or row that is longer is no correction by hand. */
const MAX_TEXT = 100_000
const MAX_FIXES = 100_000

const text = v.pipe(v.string(), v.maxLength(MAX_TEXT))
const envelope = v.object({ format: v.literal(FORMAT), version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) })
const fixFile = v.object({
  files: v.array(
    v.object({
      file: text,
      fixes: v.pipe(
        v.array(
          v.object({
            byteOffset: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
            column: v.nullable(text),
            before: text,
            after: text,
          }),
        ),
        v.maxLength(MAX_FIXES),
      ),
    }),
  ),
})

/** The fixes that choices hold, by source. */
export const fixesOfChoices = (choices: FileChoices): FixLists =>
  new Map(Object.entries(choices).flatMap(([source, { fixes = [] }]) => (fixes.length === 0 ? [] : [[source, fixes]])))

const placeOf = ({ byteOffset, column }: Pick<CellFix, 'byteOffset' | 'column'>): string =>
  `${String(byteOffset)} ${column === null ? '' : `.${column}`}`

/** Whether two lists mend the same places in the same way, in the same order. */
export const sameFixes = (a: readonly CellFix[], b: readonly CellFix[]): boolean =>
  a.length === b.length &&
  a.every((fix, index) => {
    const other = b[index]
    return (
      other !== undefined && placeOf(fix) === placeOf(other) && fix.before === other.before && fix.after === other.after
    )
  })

/**
 * A list with one more fix, in the order of the file. A place is mended once: a second fix of it keeps what stood there first,
 * and a whole row takes the place of the fixes of its cells. A fix that gives back what stood there takes itself away.
 */
export function withFix(fixes: readonly CellFix[], fix: CellFix): readonly CellFix[] {
  const earlier = fixes.find((other) => placeOf(other) === placeOf(fix))
  const merged = earlier === undefined ? fix : { ...fix, before: earlier.before }
  const rest = fixes.filter((other) =>
    fix.column === null ? other.byteOffset !== fix.byteOffset : placeOf(other) !== placeOf(fix),
  )
  if (merged.before === merged.after) return rest
  return [...rest, merged].sort((a, b) => a.byteOffset - b.byteOffset)
}

/** The list without the fix of one place. */
export const withoutFix = (fixes: readonly CellFix[], fix: CellFix): readonly CellFix[] =>
  fixes.filter((other) => placeOf(other) !== placeOf(fix))

/** The fix of one place, if there is one. */
export const fixAt = (fixes: readonly CellFix[], place: Pick<CellFix, 'byteOffset' | 'column'>): CellFix | undefined =>
  fixes.find((fix) => placeOf(fix) === placeOf(place))

/** Lists of fixes as a JSON file, UTF-8. */
export function encodeFixes(lists: FixLists): Uint8Array<ArrayBuffer> {
  const files = Array.from(lists, ([file, fixes]) => ({ file, fixes })).filter(({ fixes }) => fixes.length > 0)
  return new TextEncoder().encode(`${JSON.stringify({ format: FORMAT, version: VERSION, files }, null, 2)}\n`)
}

/** Lists of fixes of a JSON file, or why they cannot be taken. Never half of them. */
export function decodeFixes(json: string): { readonly lists: FixLists } | { readonly refusal: FixRefusal } {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return { refusal: 'not-json' }
  }
  const head = v.safeParse(envelope, value)
  if (!head.success) return { refusal: 'not-fixes' }
  if (head.output.version > VERSION) return { refusal: 'newer-format' }
  const body = v.safeParse(fixFile, value)
  if (!body.success) return { refusal: 'not-fixes' }
  const lists = new Map<string, readonly CellFix[]>()
  for (const { file, fixes } of body.output.files)
    lists.set(
      file,
      fixes.reduce((list, fix) => withFix(list, fix), lists.get(file) ?? []),
    )
  return { lists }
}
