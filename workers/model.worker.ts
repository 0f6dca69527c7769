import { expose } from 'comlink'
import { DomainError } from '../src/core/domain-error.ts'
import { recommend, recommendByWay, recommendRange } from '../src/core/explain/recommend.ts'
import { activeRowCount } from '../src/core/matrix/active-rows.ts'
import type { Csr } from '../src/core/matrix/csr.ts'
import { evaluateFold } from '../src/core/metrics/evaluate-fold.ts'
import { createAlsModel } from '../src/core/models/als/als-model.ts'
import { countBelowUnobserved } from '../src/core/models/als/confidence.ts'
import { refuseTooLarge } from '../src/core/models/als/estimate.ts'
import { trainAls } from '../src/core/models/als/train.ts'
import { PRESETS } from '../src/core/models/presets.ts'
import { refineAls } from '../src/core/models/refine/refine-als.ts'
import { refineGrid } from '../src/core/models/refine/refine-grid.ts'
import { createPopular } from '../src/core/models/popularity/popular.ts'
import { createSegmentPopular } from '../src/core/models/segment-popular/segment-popular.ts'
import type { Neighbours, Recommender, SureRecommender } from '../src/core/models/recommender.ts'
import type { ClientSegments } from '../src/core/signals/client-segments.ts'
import type { TaskControl, TaskProgress } from '../src/core/task-control.ts'
import { AlsPool } from '../src/platform/als-pool/als-pool.ts'
import { createPacedControl } from '../src/platform/paced-control.ts'
import { TaskRuns } from '../src/platform/task-runs.ts'
import { installDomainErrorTransfer } from '../src/protocol/domain-error-transfer.ts'
import type { ModelApi } from '../src/protocol/model-api.ts'
import type { TrainingPlace } from '../src/protocol/training-place.ts'

interface Trained {
  readonly csr: Csr
  readonly als: Recommender & Neighbours
  readonly popular: SureRecommender
  /** For a row of which a model can say nothing. */
  readonly segmentPopular: SureRecommender
  readonly segments: ClientSegments
}

/** The models that recommend; replaced whole when a training ends. */
let trained: Trained | null = null

const runs = new TaskRuns()
const pool = new AlsPool()
let place: TrainingPlace = { threads: 1, sharesMemory: false }

function currentModels(): Trained {
  if (trained === null) throw new DomainError('no-model', 'No model has been trained yet')
  return trained
}

const sizeOf = ({ rows, cols, colIdx }: Csr) => ({ clientCount: rows, columnCount: cols, entryCount: colIdx.length })

const run = <T, P extends TaskProgress>(
  runId: number,
  onProgress: (progress: P) => void | Promise<void>,
  task: (control: TaskControl<P>) => Promise<T>,
): Promise<T> => runs.run(runId, (isCancelled) => task(createPacedControl(onProgress, isCancelled)))

const api: ModelApi = {
  ping: () => true,

  defaultSettings: PRESETS['best-default'].als,

  setPlace: (wanted) => {
    place = wanted
  },

  addHelper: (helperId, port) => {
    pool.add(helperId, port)
  },

  helperLost: (helperId) => {
    pool.lose(helperId)
  },

  train: (runId, { csr, columnSpace, segments }, settings, onProgress, memoryLimitBytes) =>
    run(runId, onProgress, async (control) => {
      refuseTooLarge(sizeOf(csr), settings, memoryLimitBytes)
      const startMs = performance.now()
      const { kernels, crew } = pool.at(place)
      const fit = await trainAls(csr, settings, control, kernels)
      const { categoryCount } = columnSpace
      trained = {
        csr,
        als: createAlsModel({ settings, columnFactors: fit.columns, categoryCount }),
        popular: createPopular(csr, categoryCount),
        segmentPopular: createSegmentPopular(csr, categoryCount, segments),
        segments,
      }
      return {
        settings,
        losses: fit.losses,
        kernel: fit.kernel,
        activeClientCount: activeRowCount(csr),
        clientCount: csr.rows,
        categoryCount,
        keywordCount: csr.cols - categoryCount,
        entryCount: csr.colIdx.length,
        belowUnobservedCount: countBelowUnobserved(csr.values, settings.objective),
        trainingMs: performance.now() - startMs,
        crew: crew.record(),
      }
    }),

  evaluate: (runId, { csr, columnSpace, segments }, truth, fold, settings, onProgress, memoryLimitBytes) =>
    run(runId, onProgress, async (control) => {
      refuseTooLarge(sizeOf(csr), settings, memoryLimitBytes)
      const { kernels } = pool.at(place)
      const figures = await evaluateFold(csr, columnSpace.categoryCount, truth, settings, control, kernels, segments)
      return { fold, settings, ...figures }
    }),

  refine: (runId, { csr, columnSpace, segments }, truth, fold, onProgress, memoryLimitBytes) =>
    run(runId, onProgress, async (control) => {
      const size = sizeOf(csr)
      for (const { settings } of refineGrid(size)) refuseTooLarge(size, settings, memoryLimitBytes)
      // Nobody waits for it: the helpers stay free for a training that somebody asks for.
      const { kernels } = pool.at({ ...place, threads: 1 })
      return { fold, ...(await refineAls(csr, columnSpace.categoryCount, truth, control, kernels, segments)) }
    }),

  cancel: (runId) => {
    runs.cancel(runId)
  },

  recommend: (model, row, request) => {
    const { als, popular, segmentPopular } = currentModels()
    if (model === 'als') return recommendByWay(als, segmentPopular, row, request)
    const way = request.way?.kind ?? 'client'
    if (way !== 'client')
      throw new DomainError('bad-setting', `${model} has no way ${way}`, { setting: 'way', value: way })
    return recommend(popular, popular, row, request)
  },

  recommendRange: (start, end, options) => {
    const { als, segmentPopular, csr, segments } = currentModels()
    return recommendRange(als, segmentPopular, csr, start, end, options, segments)
  },

  forget: () => {
    runs.cancelAll()
    trained = null
  },
}

installDomainErrorTransfer()
expose(api)
