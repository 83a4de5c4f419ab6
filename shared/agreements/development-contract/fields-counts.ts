import type { Field, Section } from '../define.ts';
import { both, field } from './words.ts';

function count(
  key: string,
  rule: string,
  line: number,
  zh: string,
  en: string,
  value: number,
  unit: string,
): Field {
  return field(key, rule, line, 'integer', zh, en, { default: value, min: 0, max: 3650, unit });
}

function share(key: string, rule: string, line: number, zh: string, en: string, value: string): Field {
  return field(key, rule, line, 'percent', zh, en, { default: value });
}

/** 期限和比率: what differs from contract to contract, with the form's usual value. */
export const counts: Section = {
  key: 'counts',
  title: both('期限和比率', 'Counts and rates'),
  fields: [
    count('rd_plan_days', 'B-T03', 95, '提交研究开发计划', 'Days to submit the plan', 30, 'natural_day'),
    count(
      'tech_materials_days',
      'B-T04',
      117,
      '甲方提供技术资料',
      'Days to provide materials',
      3,
      'natural_day',
    ),
    count('payment_working_days', 'B-T09', 137, '付款', 'Working days to pay', 10, 'working_day'),
    count(
      'change_reply_days',
      'B-T12',
      159,
      '答复变更请求（逾期视为同意）',
      'Days to answer a request',
      10,
      'natural_day',
    ),
    count(
      'risk_notice_days',
      'B-T13',
      184,
      '通知技术风险',
      'Days to tell of a technical risk',
      10,
      'natural_day',
    ),
    count(
      'public_notice_days',
      'B-T14',
      186,
      '技术公开后通知解除',
      'Days to tell of a publication',
      10,
      'natural_day',
    ),
    count('annex_conf_years', 'B-T17', 481, '附件保密期限', 'Secrecy under the annex', 5, 'year'),
    count(
      'return_working_days',
      'B-T18',
      485,
      '归还资料〔内控〕',
      'Working days to give back 〔internal〕',
      5,
      'working_day',
    ),
    count('maintenance_years', 'B-T19', 268, '免费维护', 'Free maintenance', 2, 'year'),
    count('suspend_days', 'B-T20', 276, '逾期付款可暂停', 'Days late before suspending', 30, 'natural_day'),
    count('cure_days', 'B-T21', 290, '收到违约通知后纠正', 'Days to cure a breach', 20, 'natural_day'),
    count('fm_report_days', 'B-T24', 322, '不可抗力报告间隔', 'Days between reports', 7, 'natural_day'),
    count(
      'risk_report_days',
      'B-T29',
      212,
      '报告重大网络、数据安全风险〔内控〕',
      'Days to report a security risk 〔internal〕',
      1,
      'natural_day',
    ),
    count(
      'org_report_working_days',
      'B-T30',
      220,
      '报备单位变化〔内控〕',
      'Working days to report changes 〔internal〕',
      5,
      'working_day',
    ),
    count(
      'chase_working_days',
      'B-Q24',
      236,
      '催告验收的间隔〔内控〕',
      'Working days between reminders 〔internal〕',
      10,
      'working_day',
    ),
    count(
      'training_months',
      'B-S26',
      214,
      '培训和检查的间隔〔内控〕',
      'Months between trainings 〔internal〕',
      12,
      'month',
    ),
    count('acceptance_attempts', 'B-T22', 282, '验收次数', 'Acceptances before termination', 2, 'item'),
    share('overdue_rate', 'B-P03', 276, '逾期付款违约金（每日）', 'Penalty a day of late payment', '0.03%'),
    share('secrecy_share', 'B-P07', 280, '泄密扣罚比例', 'Penalty for a leak', '50%'),
    share('acceptance_share', 'B-P08', 282, '验收两次不过的违约金', 'Penalty for two refusals', '10%'),
    share('annex_share', 'B-P09', 505, '附件违约金', 'Penalty under the annex', '100%'),
    field('pay_day_counts', 'B-P03', 276, 'boolean', '违约金天数含付款日', 'The day of payment counts', {
      default: true,
    }),
  ],
};
