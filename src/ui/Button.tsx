import type { ButtonHTMLAttributes } from 'react'
import styles from './Button.module.css'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` at most once a screen; `quiet` for a way on inside text or a head; `danger` for loss. */
  readonly tone?: 'plain' | 'primary' | 'quiet' | 'danger'
}

/** A push button of the page. */
export function Button({ tone = 'plain', className, type = 'button', ...rest }: ButtonProps) {
  const classes = [styles['button'], styles[tone], className].filter((name) => name !== undefined).join(' ')
  return <button type={type} className={classes} {...rest} />
}
