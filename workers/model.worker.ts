import { expose } from 'comlink'
import { DomainError } from '../src/core/domain-error.ts'
import { recommend, recommendRange } from '../src/core/explain/recommend.ts'
import { activeRowCount } from '../src/core/matrix/active-rows.ts'
import type { Csr } from '../src/core/matrix/csr.ts'
import { evaluateFold } from '../src/core/metrics/evaluate-fold.ts'
import { createAlsModel } from '../src/core/models/als/als-model.ts'
import { countBelowUnobserved } from '../src/core/models/als/confidence.ts'
import { defaultAlsSettings } from '../src/core/models/als/default-settings.ts'
import { trainAls } from '../src/core/models/als/train.ts'
import { createPopular } from '../src/core/models/popularity/popular.ts'
import type { Recommender, SureRecommender } from '../src/core/models/recommender.ts'
import type { TaskControl, TaskProgress } from '../src/core/task-control.ts'
import { createKernelArithmetic } from '../src/platform/als-kernel.ts'
import { createPacedControl } from '../src/platform/paced-control.ts'
import { TaskRuns } from '../src/platform/task-runs.ts'
import { installDomainErrorTransfer } from '../src/protocol/domain-error-transfer.ts'
import type { ModelApi } from '../src/protocol/model-api.ts'

interface Trained {
  readonly csr: Csr
  readonly als: Recommender
  readonly popular: SureRecommender
}

/** The models that recommend; replaced whole when a training ends. */
let trained: Trained | null = null

const runs = new TaskRuns()
const createArithmetic = createKernelArithmetic()

function currentModels(): Trained {
  if (trained === null) throw new DomainError('no-model', 'No model has been trained yet')
  return trained
}

const run = <T>(
  runId: number,
  onProgress: (progress: TaskProgress) => void | Promise<void>,
  task: (control: TaskControl) => Promise<T>,
): Promise<T> => runs.run(runId, (isCancelled) => task(createPacedControl(onProgress, isCancelled)))

const api: ModelApi = {
  ping: () => true,

  defaultSettings: defaultAlsSettings,

  train: (runId, { csr, columnSpace }, settings, onProgress) =>
    run(runId, onProgress, async (control) => {
      const startMs = performance.now()
      const fit = await trainAls(csr, settings, control, createArithmetic)
      const { categoryCount } = columnSpace
      trained = {
        csr,
        als: createAlsModel({ settings, columnFactors: fit.columns, categoryCount }),
        popular: createPopular(csr, categoryCount),
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
      }
    }),

  evaluate: (runId, { csr, columnSpace }, truth, fold, settings, onProgress) =>
    run(runId, onProgress, async (control) => ({
      fold,
      settings,
      ...(await evaluateFold(csr, columnSpace.categoryCount, truth, settings, control, createArithmetic)),
    })),

  cancel: (runId) => {
    runs.cancel(runId)
  },

  recommend: (model, row, options) => {
    const models = currentModels()
    return recommend(models[model], models.popular, row, options)
  },

  recommendRange: (start, end, options) => {
    const { als, popular, csr } = currentModels()
    return recommendRange(als, popular, csr, start, end, options)
  },

  forget: () => {
    runs.cancelAll()
    trained = null
  },
}

installDomainErrorTransfer()
expose(api)
