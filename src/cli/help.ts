/** What `concordat help` says. */
export const HELP = `concordat: check a decision log without trusting whoever hosts it, and try a partner's source

  concordat verify <address or exported file>
      Checks every entry, disclosed field, hash, root and signature, and that nothing has changed since the last
      checkpoint that you saw. Names the first entry that does not fit.
        --key <key or file>         the log's verifier key, from somebody other than its host; without it, the
                                    first key seen is trusted and remembered, and another one later fails
        --checkpoint <text or file> an earlier checkpoint, from somebody other than the host
        --memory <file>             where to remember this log's last checkpoint and key
                                    (otherwise in ~/.concordat/checkpoints, a file for each log)
        --no-memory                 compare with nothing remembered, and remember nothing

  concordat export <address> --out <file>
      Writes the whole log to one file, which "concordat verify" checks anywhere, offline.

  concordat key <origin>
      Makes a signing key for a service (LOG_SIGNING_KEY), and the verifier key to give to partners.

  concordat source try <description or document>
      Reads a partner's source once, as the service would, keeps nothing, and shows what was mapped and what was refused,
      and why. The description is a JSON file: kind (json, csv, statuspage, feed or fhir), an address or a document (a
      file beside it), reads (each an indicator and where it stands: at, and values or times), and, where needed,
      observedAt, rows and credential (the name of a PARTNER_ setting). For a document without a description it shows
      what there is to be mapped.
        --document <file>           read this document, and fetch nothing
        --local                     allow an address on this machine, also without https, as local mode does

The address of a log looks like http://localhost:3978/log/<programme>. With one, you may say who asks and how long to wait:
  --api-key <key or @file>    the key that the host gave you
  --as <person>               a person's id, in local mode
  --timeout <seconds>         for each request (30)

What "verified" means: nothing that was in the log at your remembered checkpoint has changed, and the log has only
grown. The key and an earlier checkpoint are worth most when they do not come from the log's host.

Exit codes: 0 verified or done, 1 does not verify or map, 2 the command line is wrong, 3 something cannot be reached or read.
`;
