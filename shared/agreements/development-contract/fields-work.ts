import type { Section } from '../define.ts';
import { both, col, field, word } from './words.ts';

/** The four parts of a plan (article 2). */
export const planParts = [
  '项目简介及项目建设的必要性',
  '需求分析',
  '总体建设方案和框架',
  '实施进度和组织机构、人员安排',
];

/** 研究开发: B-F08–B-F11. */
export const work: Section = {
  key: 'work',
  title: both('研究开发要求和进度', 'What is developed, and when'),
  fields: [
    field('tech_goal', 'B-F08', 76, 'text', '技术目标', 'Aim', { required: 'always' }),
    field('tech_content', 'B-F08', 80, 'list', '技术内容表', 'Table of contents', {
      required: 'always',
      columns: [
        col('no', 'integer', '序号', 'No.', { min: 1 }),
        col('name', 'string', '主要内容', 'Main content', { required: true }),
        col('detail', 'text', '内容说明', 'Explanation', { required: true }),
      ],
      help: both('逐条供验收映射（B-D02）。', 'Each is mapped at acceptance (B-D02).'),
    }),
    field('tech_route', 'B-F08', 91, 'text', '技术方法和路线', 'Method and route', { required: 'always' }),
    field('rd_plan', 'B-F09', 95, 'file', '研究开发计划', 'Development plan', {
      help: both('生效后提交；四部分必含（B-D01）。', 'Submitted after the start; four parts (B-D01).'),
    }),
    field('rd_plan_parts', 'B-F09', 97, 'list', '研究开发计划的组成', 'Parts of the plan', {
      columns: [
        col('part', 'string', '部分', 'Part', {
          required: true,
          options: planParts.map((part) => word(part, part)),
        }),
        col('present', 'boolean', '已包含', 'There'),
      ],
    }),
    field('phases', 'B-F10', 104, 'list', '进度阶段', 'Phases', {
      required: 'always',
      columns: [
        col('name', 'string', '阶段', 'Phase', { required: true }),
        col('start', 'month', '起', 'From', { required: true }),
        col('end', 'month', '止', 'To', { required: true }),
        col('work', 'text', '工作', 'Work'),
      ],
      help: both(
        '首尾月可以重叠，以末日为期限（B-Q09）。',
        'Months may overlap; the last day counts (B-Q09).',
      ),
    }),
    field('acceptance_month', 'B-F10', 111, 'month', '完成项目验收的月份', 'Month of final acceptance', {
      required: 'always',
    }),
    field('tech_materials_list', 'B-F11', 115, 'text', '甲方提供的技术资料清单', 'Materials of party A'),
    field('provide_method', 'B-F11', 117, 'text', '提供时间和方式', 'When and how provided', {
      default: '自本合同签订三日内向乙方提交有关资料并提出技术要求',
    }),
    field('a_cooperation', 'B-F11', 119, 'text', '甲方其他协作事项', 'Other cooperation of party A', {
      default: '在项目实施和系统调试阶段，甲方积极做好配合工作',
    }),
    field('after_handling', 'B-F11', 121, 'enum', '履行完毕后技术资料的处理', 'The materials afterwards', {
      options: [word('归还', 'Returned'), word('销毁', 'Destroyed'), word('各自存档保管', 'Kept by each')],
      default: '各自存档保管',
      confirmDefault: true,
      help: both('甲方来源的按附件归还（B-Q07）。', 'What came from party A goes back (B-Q07).'),
    }),
  ],
};

/** 交付、验收和服务: B-F22, B-F23, B-F26. */
export const delivery: Section = {
  key: 'delivery',
  title: both('交付、验收和服务', 'Delivery, acceptance, service'),
  fields: [
    field('delivery_form', 'B-F22', 228, 'text', '成果交付形式', 'Form of delivery', {
      default: '文档以书面和电子的方式交付，系统以光盘方式交付',
    }),
    field('delivery_copies', 'B-N02', 228, 'integer', '成果份数', 'Copies of the results', {
      default: 2,
      min: 1,
      max: 99,
      unit: 'copy',
      help: both('纸、电、光盘全部按此份数（B-Q10）。', 'Of paper, file and disc alike (B-Q10).'),
    }),
    field('delivery_items', 'B-F22', 228, 'list', '成果清单', 'What is delivered', {
      required: 'always',
      columns: [
        col('name', 'string', '成果', 'Result', { required: true }),
        col('kind', 'enum', '种类', 'Kind', {
          required: true,
          options: [
            word('系统', 'System'),
            word('文字资料', 'Document'),
            word('可执行程序', 'Executable'),
            word('其他', 'Other'),
          ],
        }),
      ],
    }),
    field('delivery_place', 'B-F22', 232, 'string', '交付地点', 'Place of delivery'),
    field('acceptance_method', 'B-F23', 236, 'string', '验收标准及方法', 'Way of acceptance', {
      default: '现场验收',
      confirmDefault: true,
    }),
    field('service_content', 'B-F26', 266, 'text', '技术服务和指导内容', 'Services', {
      default: '系统测试、调整、部署、使用培训、技术培训、运维培训',
    }),
    field('service_place', 'B-F26', 270, 'string', '服务地点和方式', 'Where and how', {
      default: '远程或者现场培训',
    }),
    field('service_fee', 'B-F26', 272, 'string', '服务费用及支付方式', 'Fee of the services', {
      default: '免费',
    }),
  ],
};
