import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/lib/auth/auth-options'

type Context = { params: Promise<{ nextauth: string[] }> }

// The handler is made at the first request, when the environment is there.
const handler = (request: NextRequest, context: Context) => NextAuth(authOptions())(request, context)

export { handler as GET, handler as POST }
