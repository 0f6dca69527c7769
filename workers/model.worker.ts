import { expose } from 'comlink'
import { DomainError } from '../src/core/domain-error.ts'
import { recommendByWay, recommendRange } from '../src/core/explain/recommend.ts'
import { activeRowCount } from '../src/core/matrix/active-rows.ts'
import type { Csr } from '../src/core/matrix/csr.ts'
import { evaluateFold } from '../src/core/metrics/evaluate-fold.ts'
import { createAlsModel } from '../src/core/models/als/als-model.ts'
import { countBelowUnobserved } from '../src/core/models/als/confidence.ts'
import { ONE_THREAD } from '../src/core/models/als/estimate-bytes.ts'
import { refuseTooLarge } from '../src/core/models/als/estimate.ts'
import { trainAls } from '../src/core/models/als/train.ts'
import { fitModel, modelChoices } from '../src/core/models/fit-model.ts'
import type { TrainingData } from '../src/core/models/model-descriptor.ts'
import { PRESETS } from '../src/core/models/presets.ts'
import type { ModelId } from '../src/core/models/recipe.ts'
import { refineAls } from '../src/core/models/refine/refine-als.ts'
import { refineGrid } from '../src/core/models/refine/refine-grid.ts'
import { createPopular } from '../src/core/models/popularity/popular.ts'
import { createSegmentPopular } from '../src/core/models/segment-popular/segment-popular.ts'
import type { Neighbours, Recommender, SureRecommender } from '../src/core/models/recommender.ts'
import type { TaskControl, TaskProgress } from '../src/core/task-control.ts'
import { AlsPool } from '../src/platform/als-pool/als-pool.ts'
import { calibrate } from '../src/platform/calibrate.ts'
import { holdLife } from '../src/platform/hold-life.ts'
import { createPacedControl } from '../src/platform/paced-control.ts'
import { TaskRuns } from '../src/platform/task-runs.ts'
import { installDomainErrorTransfer } from '../src/protocol/domain-error-transfer.ts'
import type { ModelApi } from '../src/protocol/model-api.ts'
import type { TrainingPlace } from '../src/protocol/training-place.ts'

interface Trained {
  readonly data: TrainingData
  /** Those that can be asked: ALS, the popular lists, and what was fitted since the training. */
  readonly models: Map<ModelId, Recommender & Partial<Neighbours>>
  /** For a row of which a model can say nothing: the popular list of the client's segment. */
  readonly fallback: SureRecommender
}

/** The models that recommend; replaced whole when a training ends. */
let trained: Trained | null = null

const runs = new TaskRuns()
const pool = new AlsPool()
let place: TrainingPlace = ONE_THREAD

function currentModels(): Trained {
  if (trained === null) throw new DomainError('no-model', 'No model has been trained yet')
  return trained
}

function modelOf({ models }: Trained, id: ModelId): Recommender & Partial<Neighbours> {
  const model = models.get(id)
  if (model === undefined) throw new DomainError('no-model', `${id} has not been fitted yet`, { model: id })
  return model
}

const sizeOf = ({ rows, cols, colIdx }: Csr) => ({ clientCount: rows, columnCount: cols, entryCount: colIdx.length })

const run = <T, P extends TaskProgress>(
  runId: number,
  onProgress: (progress: P) => void | Promise<void>,
  task: (control: TaskControl<P>) => Promise<T>,
): Promise<T> => runs.run(runId, (isCancelled) => task(createPacedControl(onProgress, isCancelled)))

const api: ModelApi = {
  ping: () => true,
  holdLife: (name) => holdLife(name),

  defaultSettings: PRESETS['best-default'].als,

  calibrate: () => calibrate(pool.at(ONE_THREAD).kernels, () => runs.isBusy),

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
      refuseTooLarge(sizeOf(csr), settings, place, memoryLimitBytes)
      const startMs = performance.now()
      const { kernels, crew } = pool.at(place)
      const fit = await trainAls(csr, settings, control, kernels)
      const { categoryCount } = columnSpace
      const data = { csr, categoryCount, segments, seed: settings.seed }
      const fallback = createSegmentPopular(csr, categoryCount, segments)
      trained = {
        data,
        models: new Map<ModelId, Recommender & Partial<Neighbours>>([
          [
            'als',
            createAlsModel({
              settings,
              columnFactors: fit.columns,
              categoryCount,
              raw: settings.clientFactors === 'raw' ? { factors: fit.clients, training: csr } : undefined,
            }),
          ],
          ['popular', createPopular(csr, categoryCount)],
          ['segment-popular', fallback],
        ]),
        fallback,
      }
      return {
        settings,
        models: modelChoices(data),
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
      refuseTooLarge(sizeOf(csr), settings, place, memoryLimitBytes)
      const { kernels } = pool.at(place)
      const figures = await evaluateFold(csr, columnSpace.categoryCount, truth, settings, control, kernels, segments)
      return { fold, settings, ...figures }
    }),

  refine: (runId, { csr, columnSpace, segments }, truth, fold, onProgress, memoryLimitBytes) =>
    run(runId, onProgress, async (control) => {
      const size = sizeOf(csr)
      for (const { settings } of refineGrid(size)) refuseTooLarge(size, settings, ONE_THREAD, memoryLimitBytes)
      // Nobody waits for it: the helpers stay free for a training that somebody asks for.
      const { kernels } = pool.at(ONE_THREAD)
      return { fold, ...(await refineAls(csr, columnSpace.categoryCount, truth, control, kernels, segments)) }
    }),

  cancel: (runId) => {
    runs.cancel(runId)
  },

  fitModel: (runId, model, onProgress) =>
    run(runId, onProgress, async (control) => {
      // A training that ends meanwhile leaves these models behind, and this one with them.
      const { data, models } = currentModels()
      if (!models.has(model)) models.set(model, await fitModel(model, data, control))
    }),

  recommend: (model, row, request) => {
    const now = currentModels()
    return recommendByWay(modelOf(now, model), now.fallback, row, request)
  },

  recommendRange: (model, start, end, request, families) => {
    const now = currentModels()
    const { csr, segments } = now.data
    const parts = { model: modelOf(now, model), popular: now.fallback, csr, segments, families }
    return recommendRange(parts, start, end, request)
  },

  forget: () => {
    runs.cancelAll()
    trained = null
  },
}

installDomainErrorTransfer()
expose(api)
