import type { FileChoice, FileChoices } from '../core/ingest/file-choice.ts'
import type { DatasetSummary, LoadOutcome } from '../protocol/dataset-report.ts'

/** A load to ask for. */
export interface LoadPlan {
  readonly files: readonly File[]
  readonly choices: FileChoices
  /** Names of the sources that are wanted, or all. */
  readonly only?: readonly string[]
}

/** The files at hand by name of source, and what was chosen for each: all that is needed to read any of them again. */
export interface SourceBook {
  readonly files: ReadonlyMap<string, File>
  readonly choices: FileChoices
}

export const EMPTY_BOOK: SourceBook = { files: new Map(), choices: {} }

/** Files of one drop whose names are the same (of two folders) get different ones: a name is what a choice is kept by. */
export function withOwnNames(files: readonly File[]): readonly File[] {
  const taken = new Set<string>()
  return files.map((file) => {
    let { name } = file
    const dot = name.lastIndexOf('.')
    const [stem, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
    for (let copy = 2; taken.has(name); copy += 1) name = `${stem} (${String(copy)})${end}`
    taken.add(name)
    return name === file.name ? file : new File([file], name, { type: file.type, lastModified: file.lastModified })
  })
}

const loadedNames = (summary: DatasetSummary | null): readonly string[] =>
  summary?.files.flatMap(({ sourceNames }) => sourceNames) ?? []

/** The sources of the loaded file that a source belongs to, in order; the source alone when it is not loaded. */
export const companions = (summary: DatasetSummary | null, sourceName: string): readonly string[] =>
  summary?.files.find(({ sourceNames }) => sourceNames.includes(sourceName))?.sourceNames ?? [sourceName]

/** Whether all that is loaded could be read again. */
export const isAllAtHand = ({ files }: SourceBook, summary: DatasetSummary | null): boolean => {
  const names = loadedNames(summary)
  return names.length > 0 && names.every((name) => files.has(name))
}

/** What is known after a load: the files behind what is loaded, refused or replaced. Others are let go. */
export function bookAfter(
  book: SourceBook,
  plan: LoadPlan,
  outcome: Pick<LoadOutcome, 'summary' | 'sources' | 'refusals' | 'replaced'>,
): SourceBook {
  const files = new Map(book.files)
  const choices = new Map(Object.entries(book.choices))
  for (const { fileName, fileIndex, recalled } of outcome.sources) {
    const file = plan.files[fileIndex]
    if (file === undefined) continue
    files.set(fileName, file)
    const chosen = Object.hasOwn(plan.choices, fileName) ? plan.choices[fileName] : undefined
    choices.set(fileName, { ...chosen, ...recalled })
  }
  const wanted = new Set([
    ...loadedNames(outcome.summary),
    ...outcome.refusals.map(({ fileName }) => fileName),
    ...outcome.replaced.map(({ beforeName }) => beforeName),
  ])
  return {
    files: new Map([...files].filter(([name]) => wanted.has(name))),
    choices: Object.fromEntries([...choices].filter(([name]) => wanted.has(name))),
  }
}

/**
 * The load that reads some sources again, one behind the other where they share a role.
 *
 * @param groups names of sources; the first of each group takes the place of what is loaded, the others follow it
 * @returns `null` when a file is no longer at hand
 */
export function rereadPlan(
  { files, choices }: SourceBook,
  groups: readonly (readonly string[])[],
  changes: FileChoices,
  summary: DatasetSummary | null,
): LoadPlan | null {
  const only = groups.flat()
  const behind = only.map((name) => files.get(name))
  const found = behind.filter((file) => file !== undefined)
  if (found.length < only.length) return null
  const joined = groups.flatMap((names) =>
    names.map((name, at): [string, FileChoice] => {
      const { join = 'replace', ...choice } = { ...choices[name], ...changes[name] }
      // What is loaded must not go behind itself; only one that was refused may still choose.
      const first = names.length === 1 && !loadedNames(summary).includes(name) ? join : 'replace'
      const said = at === 0 ? first : 'append'
      return [name, { ...choice, join: said }]
    }),
  )
  return { files: [...new Set(found)], choices: Object.fromEntries(joined), only }
}
