import { DomainError } from '../core/domain-error.ts'
import { headerChoice, type FileChoice, type FileChoices } from '../core/ingest/file-choice.ts'
import { headerSignature } from '../core/ingest/header-signature.ts'
import { ISSUE_KINDS, type RowIssueCode } from '../core/ingest/row-issue.ts'
import type { ByteSource, TableReading } from '../core/ingest/table-reader.ts'
import type { FileRole } from '../core/tables/table.ts'
import type { TaskControl } from '../core/task-control.ts'
import type { LoadOptions, LoadProgress } from '../protocol/dataset-api.ts'
import type { FileRefusal, ReplacedFile, SourceFound } from '../protocol/dataset-report.ts'
import { loadedFile, type LoadedFile } from './answers/loaded-file.ts'
import { inTurns } from './in-turns.ts'
import type { OpenedFile } from './open-sources.ts'
import { readJobs, type ReadJob, type ReadPlaces } from './read-jobs.ts'
import { sniffFile } from './sniff-file.ts'
import { orStop, stoppableSource } from './stoppable.ts'
import { watched } from './watchdog.ts'

/** The table-like contents of a file, or why it has none. */
export type OpenSources = (file: File) => Promise<OpenedFile>

/** What to read. */
export interface LoadRequest extends LoadOptions {
  readonly files: readonly File[]
  readonly choices: FileChoices
}

/** Where and how it is read. */
interface LoadPlaces extends ReadPlaces {
  readonly openSources: OpenSources
}

/** The files of one role in one load, in their order: one, or several that are put one after the other. */
export interface RoleGroup {
  readonly role: FileRole
  readonly files: readonly [LoadedFile, ...LoadedFile[]]
  /** Whether they go behind what is loaded already, instead of in its place. */
  readonly isAppended: boolean
}

/** What reading some files gave: those that can be used, and why the others cannot. */
interface FilesRead {
  readonly groups: readonly RoleGroup[]
  readonly refusals: readonly FileRefusal[]
  /** Files of this load that others of this load took the place of, as the analyst chose. */
  readonly replaced: readonly ReplacedFile[]
  readonly sources: readonly SourceFound[]
}

/** Files that are looked at together. */
const LOOKS_AT_ONCE = 4

const SHOWN_NAMES = 20

/** A failure that concerns one file only, as its refusal; all others are thrown on. */
function refusalOf(fileName: string, error: unknown): FileRefusal {
  if (error instanceof DomainError) {
    const { code, details } = error
    if (code === 'file-unreadable') return { fileName, code }
    if (code === 'archive-damaged' || code === 'archive-too-large')
      return { fileName, code, ...(typeof details['found'] === 'string' ? { found: details['found'] } : {}) }
    if (code === 'issue-blocked') {
      const kind = Object.keys(ISSUE_KINDS).find((each) => each === details['code']) as RowIssueCode | undefined
      const { column, line } = details
      if (kind !== undefined) {
        const place = { column: typeof column === 'string' ? column : null, line: Number(line) }
        return { fileName, code, issue: { code: kind, ...place } }
      }
    }
  } else if (error instanceof Error && ['NotReadableError', 'NotFoundError', 'SecurityError'].includes(error.name)) {
    return { fileName, code: 'file-unreadable' }
  }
  throw error
}

/** Run a step that touches one file; what is only its fault becomes a refusal. */
async function orRefused<T>(fileName: string, step: () => Promise<T>): Promise<T | { readonly refused: FileRefusal }> {
  try {
    return await step()
  } catch (error) {
    return { refused: refusalOf(fileName, error) }
  }
}

interface Looked {
  readonly found: SourceFound
  readonly job: ReadJob | null
  readonly refusal: FileRefusal | null
}

/** See what a source shows by itself, then with what was chosen for it, now or for an equal header before. */
async function lookAt(
  file: File,
  fileIndex: number,
  source: ByteSource,
  { choices, remembered = {} }: LoadRequest,
  signal: AbortSignal,
): Promise<Looked> {
  const fileName = source.name
  const choice = Object.hasOwn(choices, fileName) ? (choices[fileName] ?? {}) : {}
  const chosen = headerChoice(choice)
  const rest: FileChoice = Object.fromEntries(Object.entries(choice).filter(([key]) => !(key in (chosen ?? {}))))
  const byItself = { fileName, fileIndex, signature: null, recalled: null }
  const outcome = await orRefused(fileName, async () => {
    const stoppable = stoppableSource(source, signal)
    const plain = await orStop(signal, sniffFile(stoppable, rest))
    const header = 'plan' in plain ? plain.plan.header : plain.refusal.preview?.records[0]
    const signature = header === undefined ? null : headerSignature(header)
    const known = signature === null || !Object.hasOwn(remembered, signature) ? undefined : remembered[signature]
    const recalled = chosen === null ? (known ?? null) : null
    const wanted = chosen ?? recalled
    const sniffed = wanted === null ? plain : await orStop(signal, sniffFile(stoppable, { ...rest, ...wanted }))
    return { found: { ...byItself, signature, recalled }, sniffed }
  })
  if ('refused' in outcome) return { found: byItself, job: null, refusal: outcome.refused }
  const { found, sniffed } = outcome
  if ('refusal' in sniffed) return { found, job: null, refusal: { fileName, ...sniffed.refusal } }
  return { found, job: { file, source, plan: sniffed.plan }, refusal: null }
}

/** Open files and look at what is in them, a few at a time, in the order of the files. */
async function lookAtAll(request: LoadRequest, places: LoadPlaces, stop: AbortSignal): Promise<readonly Looked[]> {
  const waiting = new Set(request.files)
  const lookInto = async (file: File, fileIndex: number, signal: AbortSignal): Promise<readonly Looked[]> => {
    const opened = await orRefused(file.name, () => orStop(signal, places.openSources(file)))
    if (!('sources' in opened)) {
      const refusal = 'refused' in opened ? opened.refused : { fileName: file.name, ...opened.refusal }
      return [{ found: { fileName: file.name, fileIndex, signature: null, recalled: null }, job: null, refusal }]
    }
    const { only } = request
    const wanted = opened.sources.filter(({ name }) => only === undefined || only.includes(name))
    const sources: Looked[] = []
    for (const source of wanted) sources.push(await lookAt(file, fileIndex, source, request, signal))
    return sources
  }
  const whereStuck = () => ({ fileName: [...waiting][0]?.name ?? '', bytes: 0 })
  const looked = await watched(places.stallMs, stop, whereStuck, (signal, watchdog) =>
    inTurns(LOOKS_AT_ONCE, request.files, async (file, fileIndex) => {
      const sources = await lookInto(file, fileIndex, signal)
      waiting.delete(file)
      watchdog.moved()
      return sources
    }),
  )
  const { only } = request
  const found = looked.flat()
  // Asked for by name, they are put one behind the other in that order.
  return only === undefined
    ? found
    : found.sort((a, b) => only.indexOf(a.found.fileName) - only.indexOf(b.found.fileName))
}

/** Which files of a role are read: the first, those that are to be appended, or the last that is to replace the others. */
function acceptJobs(looked: readonly Looked[], choices: FileChoices) {
  const accepted: ReadJob[] = []
  const refusals: FileRefusal[] = []
  const replaced: ReplacedFile[] = []
  for (const { job, refusal } of looked) {
    if (refusal !== null) refusals.push(refusal)
    if (job === null) continue
    const { role, fileName } = job.plan
    const others = accepted.filter(({ plan }) => plan.role === role)
    const join = joinOf(choices, fileName)
    if (others.length > 0 && join === undefined) {
      refusals.push({ fileName, code: 'same-role-twice', role })
      continue
    }
    if (join === 'replace') {
      for (const other of others) {
        accepted.splice(accepted.indexOf(other), 1)
        replaced.push({ role, fileName, beforeName: other.plan.fileName })
      }
    }
    accepted.push(job)
  }
  return { accepted, refusals, replaced }
}

const joinOf = (choices: FileChoices, fileName: string): FileChoice['join'] =>
  Object.hasOwn(choices, fileName) ? choices[fileName]?.join : undefined

/** Why a file that was read whole is of no use; `null` when it is. */
function uselessness({ plan }: ReadJob, { table, rowsSeen }: TableReading): FileRefusal | null {
  if (table.rowCount > 0) return null
  const code = rowsSeen === 0 ? 'header-only' : 'no-usable-row'
  return { fileName: plan.fileName, code, role: plan.role, header: plan.header.slice(0, SHOWN_NAMES) }
}

/**
 * Read files side by side, in any order and under any name.
 *
 * First all are looked at, so that the work is known before it begins.
 *
 * @throws DomainError `cancelled`, as soon as the signal fires; `stalled` when no file moves any more
 */
export async function readFiles(
  request: LoadRequest,
  places: LoadPlaces,
  control: TaskControl<LoadProgress>,
  signal: AbortSignal,
): Promise<FilesRead> {
  const looked = await lookAtAll(request, places, signal)
  const { accepted, refusals, replaced } = acceptJobs(looked, request.choices)
  const attempt = (job: ReadJob, read: () => Promise<TableReading>) => orRefused(job.plan.fileName, read)
  const readings = await readJobs(accepted, places, attempt, control, signal)
  const groups = new Map<FileRole, RoleGroup>()
  for (const job of accepted) {
    const reading = readings.get(job)
    if (reading === undefined) continue
    const { role, fileName } = job.plan
    const refused = 'refused' in reading ? { ...reading.refused, role } : uselessness(job, reading)
    if (refused !== null) {
      refusals.push(refused)
      continue
    }
    if ('refused' in reading) continue
    const file = loadedFile(job.plan, reading)
    const group = groups.get(role)
    groups.set(
      role,
      group === undefined
        ? { role, files: [file], isAppended: joinOf(request.choices, fileName) === 'append' }
        : { ...group, files: [...group.files, file] },
    )
  }
  return {
    groups: [...groups.values()],
    refusals,
    replaced: replaced.filter(({ role, fileName }) => groups.get(role)?.files[0].parts[0].plan.fileName === fileName),
    sources: looked.map(({ found }) => found),
  }
}
