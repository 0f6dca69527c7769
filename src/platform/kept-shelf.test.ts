import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DomainError } from '../core/domain-error.ts'
import type { IngestPlan } from '../core/ingest/plan-ingest.ts'
import { FIELDS } from '../core/ingest/schema.ts'
import { KEPT_VERSION } from '../core/kept/kept-marker.ts'
import { uncontrolled, type TaskControl } from '../core/task-control.ts'
import { imageOf, tableOf } from '../core/tables/table-image.ts'
import type { LoadProgress } from '../protocol/dataset-api.ts'
import type { LoadedFile } from './answers/loaded-file.ts'
import { decodeBytes } from './decode-bytes.ts'
import { KeptShelf, type KeptContents } from './kept-shelf.ts'
import { fakeStorage, type FakeStorage } from './kept-storage.fixture.ts'

const DAY_MS = 86_400_000
const issue = {
  file: '고객.csv',
  line: 3,
  byteOffset: 44,
  column: null,
  code: 'missing-field' as const,
  value: '',
  raw: '7,"x',
}

/** A loaded file of two columns; all the rest of it is filled too, so that nothing can be lost unseen. */
function loaded(role: 'demographics' | 'products', rowCount: number): LoadedFile {
  const [id, name] = FIELDS[role]
  const plan: IngestPlan = {
    fileName: `${role}.csv`,
    sizeBytes: 99,
    role,
    encoding: { encoding: 'euc-kr', bomBytes: 0, settled: true },
    delimiter: ';',
    header: ['a', '__proto__', 'b'],
    width: 3,
    columns: [
      { source: 'a', index: 0, field: id! },
      { source: 'b', index: 2, field: name! },
    ],
    ignoredColumns: ['__proto__'],
    absentColumns: ['clnt_age'],
    firstRows: [['1', '', '여']],
    dataStart: 11,
    dataLine: 2,
    notes: [{ code: 'preamble', count: 1 }],
    policies: { 'missing-field': 'missing', 'quote-cell': 'block' },
    fixes: [{ byteOffset: 1, column: 'a', before: 'x', after: 'y' }],
  }
  const texts = {
    encoding: 'utf-8' as const,
    offsets: Uint32Array.of(0, 0, 1, 4),
    bytes: new TextEncoder().encode('7여'),
  }
  const column = (name: string) => ({
    name,
    kind: 'text' as const,
    length: rowCount,
    chunks: rowCount === 0 ? [] : [Uint8Array.from({ length: rowCount }, (_, row) => row % 3)],
    missing: null,
    missingCount: 1,
    texts,
  })
  const image = {
    role,
    rowCount,
    fingerprint: `${role}-${rowCount}`,
    columns: [column(id!.name), column(name!.name)],
    sources: [
      { fileName: `${role}.csv`, sizeBytes: 99, firstRow: 0, lineBreaks: rowCount === 0 ? [] : [0, 2] },
    ] as const,
  }
  const count = { code: issue.code, column: null, count: 2, policy: 'missing' as const, examples: [issue] }
  return {
    role,
    table: tableOf(image, decodeBytes),
    parts: [
      {
        plan,
        reading: {
          encoding: 'CP949',
          rowsSeen: rowCount + 1,
          issues: [count],
          keptIssues: [issue],
          notes: plan.notes,
          fixes: { applied: 1, missed: 2 },
        },
      },
    ],
    redecoded: 'euc-kr',
  }
}

const REPAIRS = { dropDuplicateLines: true, emptyOutlierAmounts: false }
const contents = (files: readonly LoadedFile[], fingerprint: string): KeptContents => ({
  files,
  repairs: REPAIRS,
  fingerprint,
})

/** Everything of a loaded file that is data. */
const plain = ({ table, ...rest }: LoadedFile) => ({ ...rest, image: imageOf(table) })

const quiet: TaskControl<LoadProgress> = uncontrolled
const TWO = [loaded('demographics', 1000), loaded('products', 3)]

async function keptShelf(storage: FakeStorage = fakeStorage(), files = TWO) {
  const clock = { nowMs: 1_000_000 }
  const shelf = new KeptShelf(storage, () => clock.nowMs)
  await shelf.keep(contents(files, 'f1'), 7, quiet)
  return { storage, shelf, clock }
}
const codeOf = async (task: Promise<unknown>): Promise<unknown> => {
  const error = (await task.then(
    () => null,
    (reason: unknown) => reason,
  )) as DomainError | null
  return error === null ? null : [error.code, error.details['reason']].filter((word) => word !== undefined).join(' ')
}

describe('keeping', () => {
  it('brings everything back as it was', async () => {
    const { shelf, storage } = await keptShelf()
    const { files, ...rest } = await shelf.reopen(quiet)
    expect(files.map(plain)).toEqual(TWO.map(plain))
    expect(rest).toEqual({ repairs: REPAIRS, fingerprint: 'f1' })
    expect(await shelf.look()).toEqual({
      state: 'kept',
      data: {
        savedMs: 1_000_000,
        expiresMs: 1_000_000 + 7 * DAY_MS,
        bytes: [...storage.contents].reduce(
          (sum, [path, file]) => (path.endsWith('commit') ? sum : sum + file.length),
          0,
        ),
        fileNames: ['demographics.csv', 'products.csv'],
        rowCount: 1003,
        fingerprint: 'f1',
      },
    })
    expect(storage.openCount()).toBe(0)
  })

  it('brings an empty table back', async () => {
    const { shelf } = await keptShelf(fakeStorage(), [loaded('products', 0)])
    expect((await shelf.reopen(quiet)).files.map(plain)).toEqual([plain(loaded('products', 0))])
  })

  it('puts new data in the place of old, and leaves nothing of it', async () => {
    const { shelf, storage } = await keptShelf()
    await shelf.keep(contents([TWO[1]!], 'f2'), 30, quiet)
    expect(await shelf.look()).toMatchObject({
      state: 'kept',
      data: { fingerprint: 'f2', expiresMs: 1_000_000 + 30 * DAY_MS },
    })
    expect([...storage.contents.keys()]).toEqual(['save-2/products', 'save-2/commit'])
  })

  it.each(['throws', 'bogus-count', 'short-count'] as const)(
    'removes all of it and keeps the old when the room ends anywhere (%s)',
    async (fails) => {
      const { shelf, storage } = await keptShelf()
      const before = new Map(storage.contents)
      const needed = [...before.values()].reduce((sum, file) => sum + file.length, 0)
      for (const share of [0, 0.2, 0.5, 0.9, 0.999]) {
        storage.quota = { bytes: Math.floor(needed * (1 + share)), fails }
        expect(await codeOf(shelf.keep(contents(TWO, 'f2'), 7, quiet))).toBe('storage-full')
        expect(storage.contents).toEqual(before)
        expect(storage.openCount()).toBe(0)
      }
      storage.quota = { bytes: needed * 2, fails }
      expect(await shelf.keep(contents(TWO, 'f2'), 7, quiet)).toMatchObject({ state: 'kept' })
    },
  )

  it('stops when asked to, and leaves nothing half-written', async () => {
    const storage = fakeStorage()
    const shelf = new KeptShelf(storage, () => 0)
    let cancelled = false
    const control: TaskControl<LoadProgress> = {
      tick: ({ done }) => {
        cancelled = done > 0
      },
      isCancelled: () => cancelled,
    }
    expect(await codeOf(shelf.keep(contents(TWO, 'f'), 7, control))).toBe('cancelled')
    expect(storage.contents.size).toBe(0)
  })

  it('counts bytes, never past their sum', async () => {
    const seen: LoadProgress[] = []
    const control: TaskControl<LoadProgress> = {
      tick: (progress) => void seen.push(progress),
      isCancelled: () => false,
    }
    const shelf = new KeptShelf(fakeStorage(), () => 0)
    const kept = await shelf.keep(contents(TWO, 'f'), 7, control)
    expect(seen.at(-1)).toMatchObject({
      stage: 'keeping',
      unit: 'bytes',
      done: kept.state === 'kept' ? kept.data.bytes : 0,
    })
    expect(seen.every(({ done, total }, at) => done <= total && done >= (seen[at - 1]?.done ?? 0))).toBe(true)
  })

  it('has no other days than those that can be chosen', async () => {
    expect(await codeOf(new KeptShelf(fakeStorage(), () => 0).keep(contents(TWO, 'f'), 3650, quiet))).toBe(
      'bad-setting',
    )
  })
})

describe('damage', () => {
  it('is found wherever a byte is changed or a file is cut: never a wrong table', async () => {
    const { storage } = await keptShelf(fakeStorage(), [loaded('products', 5)])
    const paths = [...storage.contents.keys()]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        async (path, place, change) => {
          const spoiled = fakeStorage()
          for (const [name, bytes] of storage.contents) spoiled.contents.set(name, bytes.slice())
          const bytes = spoiled.contents.get(path)!
          const at = place % bytes.length
          if (change === 0) spoiled.contents.set(path, bytes.slice(0, at))
          else bytes[at]! ^= change
          const shelf = new KeptShelf(spoiled, () => 1_000_000)
          expect(await codeOf(shelf.reopen(quiet))).toMatch(/^kept-data-unusable (damaged|other-version)$/)
          await shelf.look()
          expect(spoiled.contents.size).toBe(0)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('is told once, and then gone', async () => {
    const { shelf, storage } = await keptShelf()
    storage.contents.get('save-1/commit')![40]! ^= 1
    expect(await shelf.look()).toEqual({ state: 'dropped', reason: 'damaged' })
    expect(storage.contents.size).toBe(0)
    expect(await shelf.look()).toEqual({ state: 'none' })
  })

  it('of the rows is found on reopening, and the whole is deleted', async () => {
    const { shelf, storage } = await keptShelf()
    storage.contents.delete('save-1/products')
    expect(await codeOf(shelf.reopen(quiet))).toBe('kept-data-unusable damaged')
    expect(storage.contents.size).toBe(0)
    expect(storage.openCount()).toBe(0)
  })

  it.each([...Array(7).keys()])(
    'a tab that dies before write %i leaves what was kept before, and no rubbish',
    async (before) => {
      const { shelf, storage } = await keptShelf()
      const died = fakeStorage()
      for (const [name, bytes] of storage.contents) died.contents.set(name, bytes.slice())
      const dying = new KeptShelf(
        {
          ...died,
          removeFolder: () => Promise.reject(new Error('dead')),
          removeAll: () => Promise.reject(new Error('dead')),
        },
        () => 2_000_000,
      )
      died.onWrite = (count) => {
        if (count > before) throw new Error('dead')
      }
      expect(await codeOf(dying.keep(contents(TWO, 'f2'), 7, quiet))).toBe('storage-unavailable')
      const next = new KeptShelf(died, () => 2_000_000)
      expect(await next.look()).toMatchObject({ state: 'kept', data: { fingerprint: 'f1' } })
      expect((await next.reopen(quiet)).files.map(plain)).toEqual((await shelf.reopen(quiet)).files.map(plain))
      expect([...died.contents.keys()].every((path) => path.startsWith('save-1/'))).toBe(true)
    },
  )

  it('without a marker is unfinished, of another version it is not read', async () => {
    const { shelf, storage } = await keptShelf()
    const marker = storage.contents.get('save-1/commit')!
    storage.contents.delete('save-1/commit')
    expect(await shelf.look()).toEqual({ state: 'dropped', reason: 'unfinished' })
    storage.contents.set('save-1/commit', marker)
    new DataView(marker.buffer).setUint32(8, KEPT_VERSION + 1, true)
    expect(await shelf.look()).toEqual({ state: 'dropped', reason: 'other-version' })
    expect(storage.contents.size).toBe(0)
  })

  it('of the meaning is found too: a marker that names other sections than there are', async () => {
    const { shelf, storage } = await keptShelf()
    const one = storage.contents.get('save-1/demographics')!
    storage.contents.set('save-1/demographics', storage.contents.get('save-1/products')!)
    storage.contents.set('save-1/products', one)
    expect(await codeOf(shelf.reopen(quiet))).toBe('kept-data-unusable damaged')
  })
})

describe('time and other tabs', () => {
  it('deletes what is past its day, at every look', async () => {
    const { shelf, storage, clock } = await keptShelf()
    clock.nowMs += 7 * DAY_MS - 1
    expect(await shelf.look()).toMatchObject({ state: 'kept' })
    clock.nowMs += 1
    expect(await codeOf(shelf.reopen(quiet))).toBe('kept-data-unusable expired')
    expect(await shelf.look()).toEqual({ state: 'dropped', reason: 'expired' })
    expect(storage.contents.size).toBe(0)
  })

  it('does not touch what another tab is writing', async () => {
    const { storage, shelf } = await keptShelf()
    const other = new KeptShelf(storage, () => 2_000_000)
    const states: unknown[] = []
    const control: TaskControl<LoadProgress> = {
      tick: async () => {
        if (states.length > 0) return
        states.push(
          await shelf.look(),
          await shelf.keep(contents(TWO, 'f3'), 7, quiet),
          await codeOf(shelf.reopen(quiet)),
        )
      },
      isCancelled: () => false,
    }
    expect(await other.keep(contents(TWO, 'f2'), 1, control)).toMatchObject({ state: 'kept' })
    expect(states).toEqual([{ state: 'busy' }, { state: 'busy' }, 'kept-data-unusable busy'])
    expect(await shelf.look()).toMatchObject({ state: 'kept', data: { fingerprint: 'f2' } })
  })

  it('reads in two tabs at once, and deletes nothing under a reader', async () => {
    const { storage, shelf } = await keptShelf()
    const other = new KeptShelf(storage, () => 1_000_000)
    let inner: unknown = null
    const control: TaskControl<LoadProgress> = {
      tick: async () => {
        inner ??= [(await other.reopen(quiet)).files.length, (await other.keep(contents(TWO, 'f2'), 7, quiet)).state]
      },
      isCancelled: () => false,
    }
    expect((await shelf.reopen(control)).files).toHaveLength(2)
    expect(inner).toEqual([2, 'busy'])
  })

  it('forgets only once the other tab is done, and then everything', async () => {
    const { storage, shelf } = await keptShelf()
    const other = new KeptShelf(storage, () => 1_000_000)
    let forgetting: Promise<unknown> | null = null
    const control: TaskControl<LoadProgress> = {
      tick: () => {
        forgetting ??= other.forget()
      },
      isCancelled: () => false,
    }
    expect((await shelf.reopen(control)).files).toHaveLength(2)
    await expect(forgetting).resolves.toEqual({ state: 'none' })
    expect(storage.contents.size).toBe(0)
  })
})

describe('a browser without storage', () => {
  it('says so, and never pretends', async () => {
    const shelf = new KeptShelf(null, () => 0)
    expect(await shelf.look()).toEqual({ state: 'unavailable' })
    expect(await shelf.forget()).toEqual({ state: 'unavailable' })
    expect(await codeOf(shelf.keep(contents(TWO, 'f'), 7, quiet))).toBe('storage-unavailable')
    expect(await codeOf(shelf.reopen(quiet))).toBe('kept-data-unusable unavailable')
    const closed = { ...fakeStorage(), folders: () => Promise.reject(new DOMException('closed', 'SecurityError')) }
    expect(await new KeptShelf(closed, () => 0).look()).toEqual({ state: 'unavailable' })
  })
})
