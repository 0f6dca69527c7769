import { DomainError } from '../core/domain-error.ts'
import { encodingName } from '../core/ingest/choose-encoding.ts'
import { appendTables } from '../core/tables/append-tables.ts'
import { tableFingerprint } from '../core/tables/table-fingerprint.ts'
import { imageOf, tableOf } from '../core/tables/table-image.ts'
import type { ByteEncoding } from '../core/tables/table.ts'
import type { ReplacedFile } from '../protocol/dataset-report.ts'
import { byteEncodingOf, type LoadedFile } from './answers/loaded-file.ts'
import { decodeBytes } from './decode-bytes.ts'
import type { RoleGroup } from './load-files.ts'
import type { LoadedFiles } from './loaded-data.ts'

/** What the cards call the encoding that was chosen after the load, as if the file had been read so. */
function nameParts(file: LoadedFile): LoadedFile['parts'] {
  const { parts, redecoded } = file
  if (redecoded === null) return parts
  const [{ plan, reading }] = parts
  return [{ plan, reading: { ...reading, encoding: encodingName(redecoded, plan.encoding.bomBytes) } }]
}

async function appendFile(first: LoadedFile, second: LoadedFile, pause: () => Promise<void>): Promise<LoadedFile> {
  const columns = appendTables(first.table, second.table, decodeBytes)
  let step = columns.next()
  while (step.done !== true) {
    await pause()
    step = columns.next()
  }
  return { ...first, table: step.value, parts: [...nameParts(first), ...nameParts(second)], redecoded: null }
}

const namesOf = (file: LoadedFile | undefined): readonly string[] => file?.parts.map(({ plan }) => plan.fileName) ?? []

/**
 * The loaded files once new ones are in: in the place of those of their role, or behind them.
 *
 * @param reread names of sources that were read again: where one changed its role, what was read from it before goes
 * @param pause awaited between two columns that are put together
 */
export async function withGroups(
  before: LoadedFiles,
  groups: readonly RoleGroup[],
  reread: readonly string[],
  pause: () => Promise<void>,
): Promise<LoadedFiles> {
  const files = new Map(before)
  const moved = groups.flatMap((group) => group.files.flatMap(namesOf)).filter((name) => reread.includes(name))
  for (const [role, file] of before) if (namesOf(file).every((name) => moved.includes(name))) files.delete(role)
  for (const { role, files: fresh, isAppended } of groups) {
    let joined = isAppended ? before.get(role) : undefined
    for (const file of fresh) joined = joined === undefined ? file : await appendFile(joined, file, pause)
    if (joined !== undefined) files.set(role, joined)
  }
  return files
}

/** Which loaded files made room for files of another name: one of the same name is the same file, read again. */
export function replacedFiles(before: LoadedFiles, groups: readonly RoleGroup[]): readonly ReplacedFile[] {
  return groups.flatMap(({ role, files, isAppended }) => {
    if (isAppended) return []
    const fresh = files.flatMap(namesOf)
    const gone = namesOf(before.get(role)).filter((name) => !fresh.includes(name))
    return gone.map((beforeName) => ({ role, fileName: fresh[0] ?? '', beforeName }))
  })
}

/** A file with its texts decoded anew. @throws DomainError `bad-setting` when they are no longer the bytes of the file */
export function withEncoding(file: LoadedFile, encoding: ByteEncoding): LoadedFile {
  const now = byteEncodingOf(file)
  if (now === null)
    throw new DomainError('bad-setting', 'The texts of this file were transcoded', { role: file.role, encoding })
  if (now === encoding) return file
  const decoded = tableOf(imageOf(file.table), decodeBytes, encoding)
  const fingerprint = tableFingerprint(file.role, decoded.rowCount, decoded.columns.values())
  // Back to what it was read as, there is nothing to say.
  return { ...file, table: { ...decoded, fingerprint }, redecoded: file.redecoded === null ? encoding : null }
}
