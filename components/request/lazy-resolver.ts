import type { Resolver } from 'react-hook-form'
import type { TypedForm } from './form-state'

// The schema is a third of the page's scripts and needed at the first submit only: it loads behind the page.
const load = async (): Promise<Resolver<TypedForm>> => {
  const [{ zodResolver }, { submitRequest }] = await Promise.all([
    import('@hookform/resolvers/zod'),
    import('@/lib/schemas/submit-request'),
  ])
  // The schema's output differs from what is typed; the form uses its verdict only.
  return zodResolver(submitRequest) as never
}

let loading: Promise<Resolver<TypedForm>> | undefined

export function preloadResolver(): Promise<Resolver<TypedForm>> {
  loading ??= load()
  loading.catch(() => {
    loading = undefined
  })
  return loading
}

/** Where the schema cannot be fetched, the form goes to the server as it is, which checks it by the same schema. */
export const lazyResolver: Resolver<TypedForm> = async (values, context, options) => {
  const resolver = await preloadResolver().catch(() => null)
  return resolver ? resolver(values, context, options) : { values, errors: {} }
}
