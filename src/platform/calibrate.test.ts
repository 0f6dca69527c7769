import { describe, expect, it } from 'vitest'
import type { AlsKernels } from '../core/models/als/kernels.ts'
import { plainKernels } from '../core/models/als/plain-arithmetic.ts'
import { AlsPool } from './als-pool/als-pool.ts'
import { calibrate } from './calibrate.ts'

const { kernels } = new AlsPool().at({ threads: 1, sharesMemory: false })
const never = () => false

describe('the calibration of a device', () => {
  it('measures positive rates with the kernels that train, faster in the kernel than in exact rows', async () => {
    const rates = await calibrate(kernels, never)
    expect(rates?.kernel).toBeGreaterThan(100_000)
    expect(rates?.exact).toBeGreaterThan(10_000)
    expect(rates!.kernel).toBeGreaterThan(rates!.exact)
  })

  it('halves the rates when the clock runs twice as fast', async () => {
    // A clock of readings, so that the machine does not matter.
    const clock = (step: number) => {
      let at = 0
      return () => (at += step)
    }
    const slow = await calibrate(kernels, never, clock(2))
    const quick = await calibrate(kernels, never, clock(1))
    expect(quick!.kernel / slow!.kernel).toBeCloseTo(2)
    expect(quick!.exact / slow!.exact).toBeCloseTo(2)
  })

  it('says nothing when somebody waits, the clock stands, or the kernels fail', async () => {
    expect(await calibrate(kernels, () => true)).toBeNull()
    expect(await calibrate(kernels, never, () => 7)).toBeNull()
    const broken: AlsKernels = {
      ...plainKernels,
      startSweeps: () => {
        throw new RangeError('no memory')
      },
    }
    expect(await calibrate(broken, never)).toBeNull()
  })
})
