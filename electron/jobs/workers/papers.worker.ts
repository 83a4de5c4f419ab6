import { parentPort, workerData } from 'node:worker_threads';
import { makeDocument } from '../../services/papers/document.ts';
import { setPaper } from '../../services/papers/pdf.ts';
import type { PapersJob, PapersResult } from '../../services/papers/render.ts';
import { makeWorkbook } from '../../services/papers/sheet.ts';

const job: PapersJob = workerData;
const result: PapersResult = { papers: [], workbooks: [], documents: [] };
for (const paper of job.papers) result.papers.push(await setPaper(paper));
for (const workbook of job.workbooks) result.workbooks.push(await makeWorkbook(workbook));
for (const paper of job.documents ?? []) result.documents.push(await makeDocument(paper));
parentPort?.postMessage(result);
