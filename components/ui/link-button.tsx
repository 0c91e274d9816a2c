import Link from 'next/link'
import type { ComponentProps } from 'react'
import { type ButtonVariants, buttonStyles } from './button'
import { cn } from './class-names'

/** A link that looks like a button: for going somewhere, never for doing something. */
export function LinkButton({ variant, wide, className, ...rest }: ComponentProps<typeof Link> & ButtonVariants) {
  return <Link className={cn(buttonStyles({ variant, wide }), className)} {...rest} />
}

/** A link in running text. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link className={cn('prose-link', className)} {...rest} />
}
