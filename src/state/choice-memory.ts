import * as v from 'valibot'
import { headerChoice, type FileChoice } from '../core/ingest/file-choice.ts'
import { FILE_ROLES } from '../core/tables/table.ts'

/** What was chosen for files with a certain header, from visit to visit. Names of columns and positions, never anything of the data. */
export interface ChoiceMemory {
  /** Choices by `headerSignature`. */
  readonly recall: () => Readonly<Record<string, FileChoice>>
  readonly remember: (signature: string, choice: FileChoice) => void
  readonly forget: () => void
}

const KEY_PREFIX = 'recscope:choice:'

const stored = v.object({
  role: v.exactOptional(v.picklist(FILE_ROLES)),
  columns: v.exactOptional(v.record(v.string(), v.pipe(v.number(), v.safeInteger(), v.minValue(0)))),
  hasHeader: v.exactOptional(v.boolean()),
  delimiter: v.exactOptional(v.string()),
})

function parsed(text: string | null): FileChoice | null {
  try {
    const found = v.safeParse(stored, JSON.parse(text ?? 'null'))
    return found.success ? found.output : null
  } catch {
    // What cannot be read was not written by this version: as if it were not there.
    return null
  }
}

/** Storage that may be closed: then nothing is remembered, and that is all. */
function orNothing<T>(otherwise: T, step: () => T): T {
  try {
    return step()
  } catch {
    return otherwise
  }
}

const keysOf = (storage: Storage): readonly string[] =>
  Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '').filter((key) => key.startsWith(KEY_PREFIX))

/** Choices in the storage of this device. @param storage may throw when it is closed */
export function createChoiceMemory(storage: () => Storage): ChoiceMemory {
  return {
    recall: () =>
      orNothing({}, () => {
        const found = keysOf(storage()).map(
          (key) => [key.slice(KEY_PREFIX.length), parsed(storage().getItem(key))] as const,
        )
        return Object.fromEntries(found.filter((entry): entry is readonly [string, FileChoice] => entry[1] !== null))
      }),
    remember: (signature, choice) => {
      const part = headerChoice(choice)
      orNothing(undefined, () => {
        if (part !== null) storage().setItem(KEY_PREFIX + signature, JSON.stringify(part))
      })
    },
    forget: () => {
      orNothing(undefined, () => {
        for (const key of keysOf(storage())) storage().removeItem(key)
      })
    },
  }
}
