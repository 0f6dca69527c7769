import type { Sides } from '../core/models/als/sides.ts'
import type { AlsSettings } from '../core/models/recipe.ts'
import type { KernelBuild, MemoryKind } from './als-builds.ts'
import { Float32Kernel } from './float32-kernel.ts'
import { planAls, type AlsPlan, type PlanWishes } from './als-plan.ts'
import { Float64Kernel } from './float64-kernel.ts'
import { planExact, type ExactPlan } from './exact-plan.ts'
import type { SweepKernel } from './sweep-kernel.ts'

/** The plan of one kernel or the other, as its build says. */
export type AnyPlan = AlsPlan | ExactPlan

/** Lay out the memory of a training. @param sides the rows that this memory holds: all of them, or one thread's part */
export const planKernel = (build: KernelBuild, settings: AlsSettings, sides: Sides, wishes: PlanWishes): AnyPlan =>
  build === 'wasm-float64' ? planExact(settings, sides, wishes) : planAls(build, settings, sides, wishes)

/** @param thread which work area is this one's. @throws DomainError `unexpected` where the build does not run */
export const openKernel = (plan: AnyPlan, memory: WebAssembly.Memory, kind: MemoryKind, thread: number): SweepKernel =>
  plan.build === 'wasm-float64'
    ? new Float64Kernel(plan, memory, kind, thread)
    : new Float32Kernel(plan, memory, kind, thread)
