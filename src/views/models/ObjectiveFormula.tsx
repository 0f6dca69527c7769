import type { Objective } from '../../core/models/recipe.ts'
import type { QuantityRule } from '../../core/signals/evidence.ts'
import { useI18n } from '../use-i18n.ts'
import styles from './ObjectiveFormula.module.css'

interface ObjectiveFormulaProps {
  readonly objective: Pick<Objective, 'confidence' | 'regularizationRule'>
  readonly quantity: QuantityRule
}

/** What the numbers of the form stand in, under the rules that are chosen, with its sources. */
export function ObjectiveFormula({ objective: { confidence, regularizationRule }, quantity }: ObjectiveFormulaProps) {
  const { t } = useI18n()
  return (
    <details className={styles['formula']}>
      <summary>{t('models.formula')}</summary>
      <ul className={styles['lines']}>
        <li>{t('models.formula.evidence')}</li>
        <li>{t(`models.formula.quantity.${quantity}`)}</li>
        <li>{t(`models.formula.${confidence}`)}</li>
        <li>{t(`models.formula.${regularizationRule}`)}</li>
        <li>{t('models.formula.matrix')}</li>
        <li>{t('models.formula.vector')}</li>
        <li>{t('models.formula.solve')}</li>
      </ul>
      <p>{t('models.formula.words')}</p>
      {regularizationRule === 'plain' ? null : <p>{t(`models.formula.words.${regularizationRule}`)}</p>}
      <p>{t('models.formula.source')}</p>
    </details>
  )
}
