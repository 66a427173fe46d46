import { zipSync } from 'fflate';
import { Manifest } from './schema.ts';

/** What is particular to one installation of Concordat. */
export type Installation = {
  /** The bot's own id, as in `MicrosoftAppId`; also the app to which the tab signs people in. */
  botId: string;
  /** The id under which Teams knows the app. */
  appId: string;
  /** Where Teams reaches the service: the host of `PUBLIC_URL`. */
  publicHost: string;
  /** Three numbers; Teams takes an update only with a higher one. */
  version: string;
  privacyUrl: string;
  termsUrl: string;
};

/** The files of an app package, as they stand in this folder. */
export type Sources = { manifest: string; color: Uint8Array; outline: Uint8Array };

/** A package that Teams would refuse; all that is wrong with it, a line each. */
export class PackageFault extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'PackageFault';
    this.faults = faults;
  }
}

/** Sizes that Teams asks for, in pixels. */
const ICONS = { color: 192, outline: 32 } as const;

/** An old, fixed time, so that the same package has the same bytes whenever it is made. */
const FILE_TIME = '2000-01-01T00:00:00';

/**
 * An app package for Teams: manifest and icons, checked, as a zip.
 * @throws PackageFault
 */
export function appPackage({ manifest, color, outline }: Sources, installation: Installation): Uint8Array {
  const filled = fillIn(manifest, installation);
  const faults = [...manifestFaults(filled), ...iconFaults({ color, outline })];
  if (faults.length > 0) throw new PackageFault(faults);
  const files = { 'manifest.json': new TextEncoder().encode(filled), 'color.png': color, 'outline.png': outline };
  return zipSync(files, { level: 9, mtime: FILE_TIME });
}

/** The manifest's text with each `${{NAME}}` filled. @throws PackageFault for a name that nothing fills */
export function fillIn(manifest: string, installation: Installation): string {
  const values: Record<string, string> = {
    APP_ID: installation.appId,
    BOT_ID: installation.botId,
    PUBLIC_HOST: installation.publicHost,
    VERSION: installation.version,
    PRIVACY_URL: installation.privacyUrl,
    TERMS_URL: installation.termsUrl,
  };
  return manifest.replace(/\$\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) throw new PackageFault([`manifest.json has ${placeholder}, which nothing fills`]);
    return JSON.stringify(value).slice(1, -1);
  });
}

function manifestFaults(text: string): string[] {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return ['manifest.json is not JSON'];
  }
  const { error } = Manifest.safeParse(manifest);
  return (error?.issues ?? []).map(({ path, message }) => `manifest.json: ${path.join('.')} ${message}`);
}

function iconFaults(icons: Record<keyof typeof ICONS, Uint8Array>): string[] {
  return (['color', 'outline'] as const).flatMap((name) => {
    const size = ICONS[name];
    const png = readPng(icons[name]);
    if (!png) return [`${name}.png is not a PNG`];
    if (png.width !== size || png.height !== size)
      return [`${name}.png is ${png.width} by ${png.height} pixels; Teams asks for ${size} by ${size}`];
    return name === 'outline' && !png.hasAlpha ? ['outline.png must be white on a transparent ground'] : [];
  });
}

const PNG_SIGNATURE = '89504e470d0a1a0a';

/** Size and alpha from a PNG's first chunk (PNG specification, 11.2.1); undefined for what is no PNG. */
export function readPng(bytes: Uint8Array): { width: number; height: number; hasAlpha: boolean } | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.length < 26 || data.toString('hex', 0, 8) !== PNG_SIGNATURE) return undefined;
  if (data.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  const colourType = data.readUInt8(25);
  return { width: data.readUInt32BE(16), height: data.readUInt32BE(20), hasAlpha: (colourType & 4) !== 0 };
}
