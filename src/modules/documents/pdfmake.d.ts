// The part of pdfmake 0.3 the house uses; the package ships no types.
declare module 'pdfmake' {
  export type Content = string | { readonly [key: string]: unknown } | readonly Content[];
  export type DocumentDefinition = {
    readonly content: Content;
    readonly header: (page: number, pages: number) => Content;
    readonly footer: (page: number, pages: number) => Content;
    readonly pageSize: 'A4';
    readonly pageMargins: readonly [number, number, number, number];
    readonly defaultStyle: Readonly<Record<string, unknown>>;
    readonly styles: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly info: Readonly<Record<string, unknown>>;
    readonly language: string;
    readonly version: string;
    readonly displayTitle: boolean;
  };
  const pdfmake: {
    readonly virtualfs: { writeFileSync(path: string, content: Buffer): void };
    setFonts(fonts: Readonly<Record<string, { readonly normal: string; readonly bold: string }>>): void;
    setUrlAccessPolicy(allowed: (url: string) => boolean): void;
    setLocalAccessPolicy(allowed: (path: string) => boolean): void;
    setTableLayouts(layouts: Readonly<Record<string, unknown>>): void;
    createPdf(definition: DocumentDefinition): { getBuffer(): Promise<Buffer> };
  };
  export default pdfmake;
}
