import { expose } from 'comlink'
import { afterEach, describe, expect, it } from 'vitest'
import type { Csr } from '../../core/matrix/csr.ts'
import { testAlsSettings } from '../../core/models/als/settings.fixture.ts'
import { localSweeps } from '../../core/models/als/sweep.ts'
import { initialFactors, iterateAls, trainAls, type AlsFit } from '../../core/models/als/train.ts'
import type { AlsSettings } from '../../core/models/recipe.ts'
import { uncontrolled, type TaskControl } from '../../core/task-control.ts'
import { createKernelArithmetic } from '../als-kernel.ts'
import { shop } from '../shop-matrix.fixture.ts'
import type { TrainingPlace } from '../../protocol/training-place.ts'
import { AlsPool } from './als-pool.ts'
import { createMember, type MemberApi } from './member.ts'

const csr = shop(5000, 300, 12, 3)
const settingsOf = (changes: Partial<AlsSettings> = {}): AlsSettings => testAlsSettings({ factors: 12, ...changes })

const ports: MessagePort[] = []
afterEach(() => {
  for (const port of ports.splice(0)) port.close()
})

/** Lend a member. @param change what it does otherwise than a sound one */
function lend(pool: AlsPool, memberId: number, change: (sound: MemberApi) => Partial<MemberApi> = () => ({})): void {
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  const sound = createMember()
  expose({ ...sound, ...change(sound) }, port1)
  pool.add(memberId, port2)
}

/** Lets messages pass after every slice. */
const patient: TaskControl = {
  tick: () => new Promise((resolve) => setTimeout(resolve)),
  isCancelled: () => false,
}

const fitAt = async (
  pool: AlsPool,
  place: TrainingPlace,
  settings: AlsSettings,
  matrix: Csr = csr,
  control: TaskControl = patient,
) => {
  const { kernels, crew } = pool.at(place)
  const initial = initialFactors(matrix.rows, matrix.cols, settings.factors, settings.seed)
  const fit = await iterateAls(matrix, settings, initial, control, { startSweeps: kernels.startSweeps })
  return { fit, crew: crew.record() }
}

const alone = (settings: AlsSettings, matrix: Csr = csr): Promise<AlsFit> =>
  iterateAls(
    matrix,
    settings,
    initialFactors(matrix.rows, matrix.cols, settings.factors, settings.seed),
    uncontrolled,
    { startSweeps: localSweeps(createKernelArithmetic()) },
  )

/** What computes a training in one thread. */
const aloneKernels = () => new AlsPool().at({ threads: 1, sharesMemory: false }).kernels

/** Rows of 30 columns of 40; those without an answer have all 40, and what they have takes away what they have not. */
function rowsWithout(rows: number, hasAnswer: (row: number) => boolean): Csr {
  const rowPtr = new Uint32Array(rows + 1)
  const colIdx: number[] = []
  const values: number[] = []
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < 40; column += 1) {
      if (hasAnswer(row) && (7 * row + 3 * column) % 4 === 0) continue
      colIdx.push(column)
      values.push(hasAnswer(row) ? 1 + ((row + column) % 4) : 1e-30)
    }
    rowPtr[row + 1] = colIdx.length
  }
  return { rows, cols: 40, rowPtr, colIdx: Uint32Array.from(colIdx), values: Float32Array.from(values) }
}

/** Whether all numbers are the same to the bit; what differs by thousands is not worth printing. */
const isSame = (one: AlsFit, other: AlsFit): boolean => {
  const bytes = (table: Float64Array) => Buffer.from(table.buffer, table.byteOffset, table.byteLength)
  const isEqual = (a: Float64Array, b: Float64Array) => bytes(a).equals(bytes(b))
  return (
    one.kernel === other.kernel &&
    isEqual(one.clients, other.clients) &&
    isEqual(one.columns, other.columns) &&
    isEqual(Float64Array.from(one.losses), Float64Array.from(other.losses))
  )
}

const SOLVERS = ['fast', 'parity', 'exact'] as const
const transports = [
  { name: 'shared memory', sharesMemory: true },
  { name: 'moved buffers', sharesMemory: false },
]

describe.each(transports)('a training shared out over $name', ({ sharesMemory }) => {
  it.each([2, 3, 5])('gives the bits of one thread, %i threads, every solver', async (threads) => {
    for (const solver of SOLVERS) {
      const pool = new AlsPool()
      for (let member = 1; member < threads; member += 1) lend(pool, member)
      const settings = settingsOf({ solver })
      const { fit, crew } = await fitAt(pool, { threads, sharesMemory }, settings)
      expect(isSame(fit, await alone(settings))).toBe(true)
      expect(crew).toMatchObject({ threads, lost: 0 })
    }
  })

  it.each(['scaled', 'spark'] as const)('gives them where each row has a ridge of its own: %s', async (rule) => {
    for (const solver of SOLVERS) {
      const pool = new AlsPool()
      lend(pool, 1)
      const { objective } = settingsOf()
      const settings = settingsOf({ solver, objective: { ...objective, regularizationRule: rule, lambda: 0.1 } })
      const { fit, crew } = await fitAt(pool, { threads: 2, sharesMemory }, settings)
      expect(isSame(fit, await alone(settings))).toBe(true)
      expect(crew.threads).toBe(2)
    }
  })

  it('gives them with more threads than rows', async () => {
    const tiny = shop(3, 2, 2, 1)
    const pool = new AlsPool()
    for (const member of [1, 2, 3, 4, 5]) lend(pool, member)
    for (const solver of SOLVERS) {
      const { fit } = await fitAt(pool, { threads: 6, sharesMemory }, settingsOf({ solver }), tiny)
      expect(isSame(fit, await alone(settingsOf({ solver }), tiny))).toBe(true)
    }
  })

  it('does without members that nobody lent, and takes those that come later', async () => {
    const pool = new AlsPool()
    let ticks = 0
    const control: TaskControl = {
      tick: (progress) => {
        ticks += 1
        if (ticks === 20) lend(pool, 1)
        return patient.tick(progress)
      },
      isCancelled: () => false,
    }
    const settings = settingsOf({ iterations: 4 })
    const { fit, crew } = await fitAt(pool, { threads: 3, sharesMemory }, settings, csr, control)
    expect(isSame(fit, await alone(settings))).toBe(true)
    expect(crew).toMatchObject({ threads: 2, lost: 0 })
  })

  it.each(SOLVERS)('does over what a member that dies had in hand, and takes its replacement, %s', async (solver) => {
    const pool = new AlsPool()
    let asked = 0
    // Half of the rows are spoilt, as by a worker that dies in the middle of a slice; then it never answers.
    const dying = (spoil: () => void) => {
      asked += 1
      if (asked < 3) return false
      spoil()
      setTimeout(() => {
        pool.lose(1)
        lend(pool, 2)
      }, 5)
      return true
    }
    lend(pool, 1, (sound) => {
      let shared: Parameters<MemberApi['openShared']>[0] | null = null
      return {
        openShared: (training) => {
          shared = training
          sound.openShared(training)
        },
        takeSlices: async (phase) => {
          const isDead =
            phase.work === 'solve' &&
            dying(() => {
              if (shared === null) return
              const { plan, memory, words, thread } = shared
              const slice = Atomics.add(words, 0, 1)
              Atomics.store(words, 1 + slice, thread + 1)
              const { factors } = plan.places[phase.side]
              const Numbers = solver === 'exact' ? Float64Array : Float32Array
              const first = phase.starts[slice]! * plan.f
              new Numbers(memory.buffer, factors, first + plan.f).fill(7, first)
            })
          if (isDead) await new Promise(() => undefined)
          await sound.takeSlices(phase)
        },
        solve: async (sweep) => {
          if (dying(() => undefined)) await new Promise(() => undefined)
          return sound.solve(sweep)
        },
      }
    })
    const settings = settingsOf({ solver, iterations: 5 })
    const { fit, crew } = await fitAt(pool, { threads: 2, sharesMemory }, settings)
    expect(isSame(fit, await alone(settings))).toBe(true)
    expect(crew).toMatchObject({ threads: 2, lost: 1 })
  })

  it('does without a member that fails', async () => {
    const pool = new AlsPool()
    const fail = () => Promise.reject(new Error('out of memory'))
    lend(pool, 1, () => ({ takeSlices: fail, solve: fail }))
    lend(pool, 2, () => ({
      openShared: () => {
        throw new Error('no such build')
      },
      openMoved: () => {
        throw new Error('no such build')
      },
    }))
    const { fit, crew } = await fitAt(pool, { threads: 3, sharesMemory }, settingsOf())
    expect(isSame(fit, await alone(settingsOf()))).toBe(true)
    expect(crew.lost).toBe(2)
  })

  it('stops within a slice, and its members are free for the next training', async () => {
    const pool = new AlsPool()
    lend(pool, 1)
    let ticks = 0
    const control: TaskControl = {
      tick: (progress) => {
        ticks += 1
        return patient.tick(progress)
      },
      isCancelled: () => ticks >= 40,
    }
    const place = { threads: 2, sharesMemory }
    const { kernels } = pool.at(place)
    const training = trainAls(csr, settingsOf({ iterations: 50 }), control, kernels)
    await expect(training).rejects.toMatchObject({ code: 'cancelled' })
    expect(ticks).toBe(40)
    const { fit, crew } = await fitAt(pool, place, settingsOf())
    expect(isSame(fit, await alone(settingsOf()))).toBe(true)
    expect(crew).toMatchObject({ threads: 2, lost: 0 })
  })

  it('says that a system is singular', async () => {
    const pool = new AlsPool()
    lend(pool, 1)
    const { objective } = settingsOf()
    const ridgeless = settingsOf({ factors: 40, objective: { ...objective, lambda: 0 } })
    const { kernels } = pool.at({ threads: 2, sharesMemory })
    const few = shop(20, 6, 3, 1)
    await expect(trainAls(few, ridgeless, uncontrolled, kernels)).rejects.toMatchObject({ code: 'singular-system' })
  })

  it('names the first row without an answer, whoever found one, and keeps its members', async () => {
    const pool = new AlsPool()
    for (const member of [1, 2]) lend(pool, member)
    const objective = { ...settingsOf().objective, confidence: 'implicit', lambda: 0 } as const
    const settings = settingsOf({ solver: 'exact', objective })
    const csr = rowsWithout(6000, (row) => row !== 3500 && row < 4500)
    const { kernels, crew } = pool.at({ threads: 3, sharesMemory })
    const refusal = { code: 'singular-system', details: { row: 3500 } }
    await expect(trainAls(csr, settings, patient, kernels)).rejects.toMatchObject(refusal)
    expect(crew.record()).toMatchObject({ threads: 3, lost: 0 })
    await expect(trainAls(csr, settings, uncontrolled, aloneKernels())).rejects.toMatchObject(refusal)
    const again = await fitAt(pool, { threads: 3, sharesMemory }, settingsOf())
    expect(again.crew).toMatchObject({ threads: 3, lost: 0 })
  })

  it('does not wait long for a member that hangs, and stops its members within a slice', async () => {
    const pool = new AlsPool()
    const hang: () => unknown = () => new Promise(() => undefined)
    lend(pool, 1, () => ({ openShared: hang, openMoved: hang }))
    lend(pool, 2)
    let isCancelled = false
    const control: TaskControl = { tick: patient.tick, isCancelled: () => isCancelled }
    const { kernels, crew } = pool.at({ threads: 3, sharesMemory })
    const settings = settingsOf({ solver: 'exact', factors: 64, iterations: 1000 })
    const training = trainAls(csr, settings, control, kernels)
    setTimeout(() => {
      isCancelled = true
    }, 700)
    const startMs = performance.now()
    await expect(training).rejects.toMatchObject({ code: 'cancelled' })
    expect(performance.now() - startMs).toBeLessThan(2500)
    expect(crew.record()).toMatchObject({ threads: 2, lost: 0 })
    const again = await fitAt(pool, { threads: 3, sharesMemory }, settingsOf())
    expect(again.crew).toMatchObject({ threads: 2, lost: 0 })
  })

  describe('ends in an exact half-sweep that is shared out too', () => {
    const train = async (change: Parameters<typeof lend>[2], members: number, settings: AlsSettings) => {
      const pool = new AlsPool()
      for (let member = 1; member <= members; member += 1) lend(pool, member, change)
      const { kernels, crew } = pool.at({ threads: members + 1, sharesMemory })
      return { fit: await trainAls(csr, settings, patient, kernels), crew: crew.record() }
    }

    it.each(['plain', 'scaled'] as const)('with the bits of one thread, regularization %s', async (rule) => {
      const { objective } = settingsOf()
      const settings = settingsOf({ objective: { ...objective, regularizationRule: rule, lambda: 0.5 } })
      const expected = await trainAls(csr, settings, uncontrolled, aloneKernels())
      for (const members of [1, 2, 4]) {
        let exactRows = 0
        const { fit, crew } = await train(
          (sound) => {
            let isExact = false
            return {
              openShared: (training) => {
                isExact = training.plan.build === 'wasm-float64'
                sound.openShared(training)
              },
              openMoved: (training) => {
                isExact = training.plan.build === 'wasm-float64'
                sound.openMoved(training)
              },
              takeSlices: async (phase) => {
                if (isExact && phase.work === 'solve') exactRows += 1
                await sound.takeSlices(phase)
              },
              solve: (sweep) => {
                if (isExact) exactRows += 1
                return sound.solve(sweep)
              },
            }
          },
          members,
          settings,
        )
        expect(isSame(fit, expected)).toBe(true)
        expect(exactRows).toBe(members)
        expect(crew).toMatchObject({ threads: members + 1, lost: 0 })
      }
    })

    it('also when a member dies of it', async () => {
      const { fit, crew } = await train(
        (sound) => ({
          openShared: (training) => {
            if (training.plan.build === 'wasm-float64') throw new Error('no room')
            sound.openShared(training)
          },
          openMoved: (training) => {
            if (training.plan.build === 'wasm-float64') throw new Error('no room')
            sound.openMoved(training)
          },
        }),
        2,
        settingsOf(),
      )
      expect(isSame(fit, await trainAls(csr, settingsOf(), uncontrolled, aloneKernels()))).toBe(true)
      expect(crew).toMatchObject({ threads: 3, lost: 2 })
    })

    it('which can be cancelled', async () => {
      const pool = new AlsPool()
      lend(pool, 1)
      let isCancelled = false
      let lastSlices = 0
      const control: TaskControl = {
        tick: (progress) => {
          if (progress.stage === 'final-sweep' && progress.done > 0) {
            isCancelled = true
            lastSlices += 1
          }
          return patient.tick(progress)
        },
        isCancelled: () => isCancelled,
      }
      const { kernels } = pool.at({ threads: 2, sharesMemory })
      const training = trainAls(csr, settingsOf({ factors: 48, iterations: 1 }), control, kernels)
      await expect(training).rejects.toMatchObject({ code: 'cancelled' })
      expect(lastSlices).toBe(1)
      const again = await fitAt(pool, { threads: 2, sharesMemory }, settingsOf())
      expect(again.crew).toMatchObject({ threads: 2, lost: 0 })
    })
  })
})

it('lends its members to one training at a time; the other goes on alone', async () => {
  const pool = new AlsPool()
  lend(pool, 1)
  const place = { threads: 2, sharesMemory: true }
  const [first, second] = await Promise.all([fitAt(pool, place, settingsOf()), fitAt(pool, place, settingsOf())])
  expect(isSame(first.fit, second.fit)).toBe(true)
  expect([first.crew.threads, second.crew.threads]).toEqual([2, 1])
})
