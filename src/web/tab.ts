import { fileURLToPath } from 'node:url';
import restify, { type Next, type Request, type Response, type Server } from 'restify';

const BUILT = fileURLToPath(new URL('../../dist/tab', import.meta.url));

/** Teams' own clients, which show the tab in a frame. */
const FRAMES =
  'https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft https://*.office.com https://*.microsoft365.com';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // Fluent UI makes empty style elements and fills them by script; the hash is that of nothing.
  "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  `frame-ancestors 'self' ${FRAMES}`,
].join('; ');

/** A year, for files whose name carries the hash of what is in them. */
const FOR_EVER_MS = 365 * 24 * 60 * 60 * 1000;

/** The built tab under `/tab/`. Its routes are in the fragment, so that one page is all there is. */
export function serveTab(app: Server): void {
  app.get('/tab', (_req, res, next) => res.redirect(301, '/tab/', next));
  app.get('/tab/', guarded, restify.plugins.serveStatic({ directory: BUILT, file: 'index.html', maxAge: 0 }));
  app.get('/tab/assets/*', guarded, restify.plugins.serveStaticFiles(`${BUILT}/assets`, { maxAge: FOR_EVER_MS }));
}

function guarded(_req: Request, res: Response, next: Next): void {
  res.header('content-security-policy', POLICY);
  res.header('x-content-type-options', 'nosniff');
  res.header('referrer-policy', 'no-referrer');
  next();
}
