import { cva, type VariantProps } from 'class-variance-authority'
import { clsx } from 'clsx'
import { LoaderCircle } from 'lucide-react'
import type { ComponentProps } from 'react'
import { buttonBase, primaryLook, quietLook } from './button-look'

export const buttonStyles = cva(buttonBase, {
  variants: {
    variant: {
      primary: primaryLook,
      quiet: quietLook,
      seal: 'min-h-control bg-seal-fill px-5 py-1 text-on-seal hover:bg-seal-strong disabled:bg-rule disabled:text-soft',
      link: 'min-h-8 px-0 text-action underline decoration-1 underline-offset-[0.18em] hover:text-action-strong hover:decoration-2 disabled:text-soft',
    },
    wide: { true: 'w-full', false: '' },
  },
  defaultVariants: { variant: 'primary', wide: false },
})

export type ButtonVariants = VariantProps<typeof buttonStyles>

export type ButtonProps = ComponentProps<'button'> &
  ButtonVariants & {
    /** Shows `pendingLabel` in the room of the label, so that nothing moves; the button keeps focus. */
    pending?: boolean
    pendingLabel?: string
  }

export function Button({ variant, wide, pending, pendingLabel, className, children, type, ...rest }: ButtonProps) {
  return (
    <button
      type={type ?? 'button'}
      aria-disabled={pending || undefined}
      className={clsx(buttonStyles({ variant, wide }), className)}
      {...rest}
    >
      {pendingLabel === undefined ? children : <Swap {...{ pending, pendingLabel, children }} />}
    </button>
  )
}

function Swap({ pending, pendingLabel, children }: Pick<ButtonProps, 'pending' | 'pendingLabel' | 'children'>) {
  const layer = 'col-start-1 row-start-1 inline-flex items-center justify-center gap-2'
  return (
    <span className="grid">
      <span className={clsx(layer, pending && 'invisible')}>{children}</span>
      <span className={clsx(layer, !pending && 'invisible')}>
        <LoaderCircle aria-hidden className="motion-safe:animate-spin" />
        {pendingLabel}
      </span>
    </span>
  )
}
