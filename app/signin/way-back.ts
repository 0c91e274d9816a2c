/** Where to go after the sign-in: a page of the desk and nothing else, whatever the address says. */
export function wayBack(given: string | undefined): string {
  return given !== undefined && /^\/desk(?:[/?][\w\-./?=&%+~]*)?$/.test(given) && !given.includes('//')
    ? given
    : '/desk'
}
