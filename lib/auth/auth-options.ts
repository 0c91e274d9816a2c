import type { AuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { env } from '../platform/env'
import { claimsOf, endSessionsOf } from './session-claims'
import { signIn } from './sign-in'

export const SESSION_HOURS = 8

export const secureCookies = (): boolean => env().PUBLIC_URL.startsWith('https:')
export const sessionCookie = (): string => `${secureCookies() ? '__Secure-' : ''}next-auth.session-token`

/** A function, since the environment is read at the first request and not at build time. */
export function authOptions(): AuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    useSecureCookies: secureCookies(),
    session: { strategy: 'jwt', maxAge: SESSION_HOURS * 3600 },
    pages: { signIn: '/signin', error: '/signin', signOut: '/signin' },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: { type: 'password' } },
        async authorize(given, request) {
          if (typeof given?.email !== 'string' || typeof given.password !== 'string') return null
          const forwarded: unknown = request.headers?.['x-forwarded-for']
          const forwardedFor = typeof forwarded === 'string' ? forwarded : null
          const done = await signIn({ email: given.email, password: given.password, forwardedFor })
          return done.ok ? { id: done.actor.userId, sessionVersion: done.sessionVersion } : null
        },
      }),
    ],
    events: {
      // The library's own way out clears the cookie only.
      signOut: async ({ token }) => {
        const claims = claimsOf(token)
        if (claims) await endSessionsOf(claims)
      },
    },
    callbacks: {
      // `user` is there at the sign-in only; later calls must not make the session any younger.
      jwt({ token, user }) {
        if (!user) return token
        const sessionVersion = 'sessionVersion' in user ? user.sessionVersion : null
        return { sub: user.id, sessionVersion, since: Math.floor(Date.now() / 1000) }
      },
      // Who it is stays in the signed cookie; scripts learn only that somebody is signed in.
      session: ({ session }) => ({ expires: session.expires, user: {} }),
    },
  }
}
