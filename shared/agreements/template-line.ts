/** One line of the template, exactly as the source has it, to be shown beside a field. */
export interface TemplateLine {
  line: number;
  article: string;
  text: string;
}
