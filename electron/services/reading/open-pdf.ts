/** More pixels than any page has: what claims them is not drawn. */
export const mostPixels = 40_000_000;

/**
 * Opens a PDF with pdf.js, in a worker of ours only: foreign bytes.
 * @param assets the folder of character maps, standard fonts and decoders; null: without them
 */
export async function openPdf(bytes: Uint8Array, assets: string | null) {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  // pdf.js looks for its worker as a file; here it is handed over, from source and bundle alike.
  Object.assign(globalThis, { pdfjsWorker: await import('pdfjs-dist/legacy/build/pdf.worker.mjs') });
  return getDocument({
    data: bytes,
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: 0,
    maxImageSize: mostPixels,
    enableXfa: false,
    ...(assets === null
      ? {}
      : {
          cMapUrl: `${assets}/cmaps/`,
          cMapPacked: true,
          standardFontDataUrl: `${assets}/standard_fonts/`,
          wasmUrl: `${assets}/wasm/`,
        }),
  }).promise;
}
