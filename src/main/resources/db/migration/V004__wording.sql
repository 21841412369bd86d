-- Wording: agreed templates (C-07), prohibited content (C-08), whose signature it is (C-05), and breaches with their clock.

ALTER TABLE broadcast ADD COLUMN template text;            -- id@version of the agreed wording it fits; null: needs none
ALTER TABLE broadcast ADD COLUMN signature_consent text;   -- reference of the written consent of the signature's owner

-- Counts changes of the words below: who judges a text asks it first, so that a change counts at once, in every thread,
-- however it was made.
CREATE SEQUENCE wording_revision_number;              -- never gives a number twice, not even after a rollback
CREATE TABLE wording_revision (revision bigint NOT NULL);
CREATE UNIQUE INDEX wording_revision_once ON wording_revision ((true));
INSERT INTO wording_revision VALUES (nextval('wording_revision_number'));

CREATE FUNCTION wording_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE wording_revision SET revision = nextval('wording_revision_number');
    RETURN NULL;
END $$;

-- A time as people here read it.
CREATE FUNCTION beijing(at timestamptz) RETURNS text STABLE LANGUAGE sql AS $$
    SELECT to_char(at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"')
$$;

-- ── Templates ─────────────────────────────────────────────────────────────────────────────────────────────────────
-- What may stand in a blank. Letters are always allowed in free text; signs says what else is. words: # is a number of one
-- to four digits; from_event_types adds the names in event_type.
CREATE TABLE template_field (
    field            text PRIMARY KEY,
    field_en         text NOT NULL,
    form             text NOT NULL CHECK (form IN ('ONE_OF', 'ENDING_WITH', 'CONTAINING', 'TEXT')),
    words            text NOT NULL DEFAULT '',       -- parted by spaces
    signs            text NOT NULL DEFAULT '',
    from_event_types boolean NOT NULL DEFAULT false,
    CHECK (form = 'TEXT' OR words <> '' OR from_event_types)
);
INSERT INTO template_field VALUES
    ('假期名称', 'holiday', 'ONE_OF', '元旦 春节 寒假 清明节 清明 劳动节 五一 “五一” 端午节 端午 暑假 中秋节 中秋 国庆节 国庆 “十一” 十一', '、和', false),
    ('发布单位', 'unit', 'ENDING_WITH', '台 局 委 委员会 办 办公室 中心 部 指挥部 政府 厅 处 署 站 集团', '、（）()', false),
    ('时间', 'time', 'ONE_OF',
     '#年#月#日#时#分 #年#月#日#时 #年#月#日 #月#日#时#分 #月#日#时 #月#日 #日#时#分 #日#时 #日 #时#分 #时 #月#日#:# #日#:# #:# 今日 今天 今日#时 今天#时 今日#时#分 今天#时#分',
     '', false),
    ('预警类别', 'category', 'ONE_OF', '', '、和', true),
    ('发布级别', 'level', 'ONE_OF', '蓝色 黄色 橙色 红色', '', false),
    ('影响时效', 'period', 'CONTAINING', '日 天 时 分钟 今 明 未来 目前 夜 晨 周 旬 月 年', '0123456789，、（）()—－-～~至:：', false),
    ('影响区域', 'area', 'CONTAINING',
     '市 区 县 镇 乡 村 街道 地区 大部 局地 部分 山 平原 北京 京 流域 河 湖 水库 路 桥 站 机场 沿线 城 周边 一带 公里 米', '0123456789，、（）()—－-～~“”.．', false),
    ('天气现象', 'phenomenon', 'CONTAINING',
     '风 雨 雪 雷 电 雹 雾 霾 沙 尘 温 热 寒 冷 霜 冻 冰 旱 火险 汛 洪 涝 积水 滑坡 崩塌 泥石流 污染 能见度 强对流 天气',
     '0123456789，、（）()—－-～~·.．％%℃°“”', false),
    ('公众注意事项', 'advice', 'TEXT', '', '0123456789，、；：（）()—－-～~·.．％%℃°“”《》', false);

-- A template is its versions, each as agreed by both parties; the newest that has begun counts. Notation: text as it stands,
-- blanks in brackets; + joins fields, / parts alternatives.
CREATE TABLE template (
    template_id  text NOT NULL CHECK (template_id ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'),
    version      integer NOT NULL CHECK (version > 0),
    wording      text NOT NULL,
    agreement    text NOT NULL,                      -- reference of what both parties agreed
    valid_from   timestamptz NOT NULL,
    valid_until  timestamptz,                        -- first moment after; null: none
    proposed_by  text NOT NULL,
    confirmed_by text NOT NULL,
    recorded_at  timestamptz NOT NULL DEFAULT now(),
    retired_at   timestamptz,
    retired_by   text,
    PRIMARY KEY (template_id, version),
    CHECK (valid_from < valid_until)
);
INSERT INTO template (template_id, version, wording, agreement, valid_from, proposed_by, confirmed_by)
SELECT template_id, 1, wording, 'C-07', '2026-06-18 00:00+08', 'party-a', 'party-b'
FROM (VALUES
    ('holiday-traffic', '北京市交通委员会提示您：[假期名称]假期，火车站、机场地区客流量大，周边道路易拥堵，建议您优先选择地铁、公交等公共交通方式，合理安排出行计划。'),
    ('warning-signal', '[发布单位+时间]发布[预警类别+发布级别]预警信号：预计[影响时效+影响区域+天气现象 / 影响区域+天气现象 / 影响时效+天气现象]，请注意防范。'),
    ('warning-signal-advice', '[发布单位+时间]发布[预警类别+发布级别]预警信号：预计[影响时效+影响区域+天气现象 / 影响区域+天气现象 / 影响时效+天气现象]，请[公众注意事项]。'),
    ('advisory', '[发布单位]提示：预计[影响时效+影响区域+天气现象 / 影响区域+天气现象 / 影响时效+天气现象]。请广大市民[公众注意事项]。')
) AS agreed (template_id, wording);

-- ── Prohibited content ────────────────────────────────────────────────────────────────────────────────────────────
-- The legal classes: the nine of the Telecommunications Regulations (art. 56) and of the Internet Information Services
-- Measures (art. 15); the five of illegal short messages (notice of the Ministry of Public Security and others, 2005).
CREATE TABLE prohibited_class (class text PRIMARY KEY, words_zh text NOT NULL, words_en text NOT NULL);
INSERT INTO prohibited_class VALUES
    ('nine-1', '九不准之一：反对宪法所确定的基本原则', 'nine, 1: against the basic principles of the constitution'),
    ('nine-2', '九不准之二：危害国家安全，泄露国家秘密，颠覆国家政权，破坏国家统一', 'nine, 2: against the state''s security, secrets, power or unity'),
    ('nine-3', '九不准之三：损害国家荣誉和利益', 'nine, 3: against the state''s honour and interests'),
    ('nine-4', '九不准之四：煽动民族仇恨、民族歧视，破坏民族团结', 'nine, 4: hatred or discrimination of peoples'),
    ('nine-5', '九不准之五：破坏国家宗教政策，宣扬邪教和封建迷信', 'nine, 5: cults and superstition'),
    ('nine-6', '九不准之六：散布谣言，扰乱社会秩序，破坏社会稳定', 'nine, 6: rumours that disturb public order'),
    ('nine-7', '九不准之七：散布淫秽、色情、赌博、暴力、凶杀、恐怖或者教唆犯罪', 'nine, 7: obscenity, gambling, violence, terror, abetting crime'),
    ('nine-8', '九不准之八：侮辱或者诽谤他人，侵害他人合法权益', 'nine, 8: insult and defamation'),
    ('nine-9', '九不准之九：法律、行政法规禁止的其他内容', 'nine, 9: whatever else law forbids'),
    ('five-1', '五类之一：假冒银行、银联等名义诈骗或敲诈勒索', 'five, 1: fraud or extortion in the name of a bank'),
    ('five-2', '五类之二：散布淫秽、色情、赌博、暴力，教唆犯罪、传授犯罪方法', 'five, 2: obscenity, gambling, violence, teaching crime'),
    ('five-3', '五类之三：非法销售枪支弹药、爆炸物、毒品、假钞、假发票、走私车等', 'five, 3: selling arms, explosives, drugs, false money or invoices, smuggled cars'),
    ('five-4', '五类之四：假中奖、假婚介、假招聘，引诱、介绍卖淫嫖娼', 'five, 4: false prizes, matches and jobs; prostitution'),
    ('five-5', '五类之五：多次发送干扰他人正常生活及其他违法信息', 'five, 5: harassment by repeated messages'),
    ('fraud', '诈骗', 'fraud'),
    ('advertising', '商业广告', 'advertising');

-- unless_warned_of: passes where the text warns of it. A removed term stays, with when and by whom. rescanned_at: up to when
-- what was sent before was searched for it.
CREATE TABLE prohibited_term (
    term_id          bigint GENERATED ALWAYS AS IDENTITY (START WITH 1) PRIMARY KEY,
    class            text NOT NULL REFERENCES prohibited_class,
    term             text NOT NULL,
    unless_warned_of boolean NOT NULL,
    added_by         text NOT NULL,
    added_at         timestamptz NOT NULL,
    rescanned_at     timestamptz,
    removed_by       text,
    removed_at       timestamptz
);
CREATE UNIQUE INDEX prohibited_term_in_force ON prohibited_term (term) WHERE removed_at IS NULL;

INSERT INTO prohibited_term (class, term, unless_warned_of, added_by, added_at, rescanned_at)
SELECT class, unnest(string_to_array(terms, ' ')), unless_warned_of, 'hub', now(), now() + interval '1 hour'
FROM (VALUES
    ('nine-1', false, '推翻宪法 废除宪法 反对社会主义制度 推翻社会主义'),
    ('nine-2', false, '台独 藏独 疆独 港独 推翻政府 出卖国家秘密 出售国家秘密'),
    ('nine-2', true,  '颠覆国家政权 分裂国家 泄露国家秘密'),
    ('nine-3', false, '焚烧国旗 践踏国旗 侮辱国歌'),
    ('nine-3', true,  '侮辱国旗 诋毁英烈'),
    ('nine-4', false, '煽动民族 挑动民族 种族清洗'),
    ('nine-4', true,  '民族仇恨 民族歧视'),
    ('nine-5', false, '法轮功 法轮大法 全能神教 东方闪电教 三退保平安 消灾改运 算命改运 转运符 大师开光 跳大神'),
    ('nine-5', true,  '邪教 封建迷信'),
    ('nine-6', false, '末日降临 世界末日 政府隐瞒真相 聚众闹事 上街游行 集体上访 罢工罢市'),
    ('nine-6', true,  '囤积抢购'),
    ('nine-7', false, '约炮 六合彩 百家乐 时时彩 在线下注 真人荷官 彩金注册 注册送彩金 炸弹制作 制造炸弹 自制炸药 杀人方法'),
    ('nine-7', true,  '赌博 赌场 网赌 博彩 色情 淫秽 裸聊 嫖娼 卖淫 吸毒'),
    ('nine-8', false, '不得好死 全家死光 曝光隐私'),
    ('nine-8', true,  '人肉搜索'),
    ('nine-9', false, '代开发票 办证刻章 刻章办证 代办证件 考试答案 枪手代考 出售公民信息 出售个人信息'),
    ('nine-9', true,  '代孕 器官买卖 买卖器官 非法集资 传销'),
    ('five-1', false, '积分兑换现金 银联中心通知您 缴纳保释金 不给钱就'),
    ('five-1', true,  '安全账户 银行卡已冻结 账户已冻结 敲诈勒索'),
    ('five-2', false, '传授犯罪 迷药配方 开锁教程 成人网站 激情视频'),
    ('five-3', false, '出售枪支 枪支出售 气枪专卖 出售弹药 出售炸药 雷管出售 出售毒品 出售假币 走私车 赃车低价 低价走私'),
    ('five-3', true,  '枪支 弹药 迷魂药 冰毒 海洛因 毒品 假钞 假币 假发票 仿真枪'),
    ('five-4', false, '恭喜您中奖 您已中奖 恭喜中奖 中奖通知 兑奖热线 公关招聘 招聘公关 特殊服务 包养 日结高薪 高薪日结'),
    ('five-4', true,  '中奖 兼职刷单 婚恋交友'),
    ('five-5', false, '呼死你 短信轰炸机 群发软件'),
    ('five-5', true,  '短信轰炸'),
    ('fraud', false,  '贷款秒批 无抵押贷款 低息贷款 稳赚不赔 内幕荐股 点击领取 点此领取 点击链接领取 汇款到 打款到 把验证码发'),
    ('fraud', true,   '诈骗 刷单 杀猪盘 高额返利 高额回报 征信修复 注销校园贷 注销网贷 转账至 转账到 验证码告诉 验证码发给 冒充公检法 冒充客服'),
    ('advertising', false, '限时优惠 限时抢购 特价促销 清仓甩卖 全场特价 折起 满减 免费领取 领取红包 扫码进群 扫码关注 开业大吉 楼盘开盘 首付仅需 会员充值 退订回T'),
    ('advertising', true,  '加微信 加薇信 加威信 加V信 加vx 加QQ群 加Q群 http https www com t.cn')
) AS shipped (class, unless_warned_of, terms);

-- What makes a term legal: it is part of this wording (AROUND); or the text warns of it, in front in the same clause
-- (BEFORE) or behind in the same sentence (AFTER), with at most reach characters between.
CREATE TABLE permitted_wording (
    wording_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    wording    text NOT NULL,
    place      text NOT NULL CHECK (place IN ('AROUND', 'BEFORE', 'AFTER')),
    reach      integer NOT NULL CHECK (reach BETWEEN 0 AND 40),
    added_by   text NOT NULL,
    added_at   timestamptz NOT NULL,
    removed_by text,
    removed_at timestamptz
);
CREATE UNIQUE INDEX permitted_wording_in_force ON permitted_wording (wording, place) WHERE removed_at IS NULL;

INSERT INTO permitted_wording (wording, place, reach, added_by, added_at)
SELECT unnest(string_to_array(wordings, ' ')), place, reach, 'hub', now()
FROM (VALUES
    ('AROUND', 0, '如下注 以下注 以下注意 电台独 台独立 面包养 打折起 转折起 骨折起 曲折起 gov.cn beijing.gov.cn www.beijing.gov.cn https://www.beijing.gov.cn http://www.beijing.gov.cn http://www.gov.cn https://www.gov.cn'),
    ('BEFORE', 0, '反 抗 禁 缉 防 勿 非 涉'),
    ('BEFORE', 10, '防范 谨防 严防 预防 警惕 当心 小心 提防 识别 识破 揭穿 揭露 打击 严打 整治 查处 查获 查缉 缉获 破获 捣毁 收缴 没收 上缴 严禁 禁止 杜绝 远离 拒绝 抵制 举报 检举 不要 切勿 请勿 切莫 莫要 勿要 不得 不轻信 不参与 不传播 不相信 勿信 勿点击 不点击 非法持有 非法携带 非法买卖 疑似 涉嫌 遭遇 遇到 以免 避免 谨慎 勿轻信 勿参与'),
    ('AFTER', 12, '是诈骗 都是诈骗 均为诈骗 均属诈骗 就是诈骗 属于诈骗 是骗局 都是骗局 均为骗局 骗局 陷阱 违法 是违法 违法行为 犯罪 是犯罪 高发 多发 频发 危害 不可信 切勿相信 请勿相信 勿信 勿轻信 请警惕 提高警惕 请立即报警 及时报警 立即报警 请报警 请举报 预警劝阻 防范 案件 一案 嫌疑人 嫌疑'),
    ('AFTER', 0, '案 罪')
) AS shipped (place, reach, wordings);

-- Every find, and what a person decided about it: the log of C-08, and what was released for one broadcast.
CREATE TABLE interception (
    broadcast_id bigint NOT NULL REFERENCES broadcast ON DELETE CASCADE,
    term         text NOT NULL,
    class        text NOT NULL,
    starts_at    integer NOT NULL,                   -- in the text, signature not counted, UTF-16 code units from 0
    ends_at      integer NOT NULL,
    found_at     timestamptz NOT NULL,
    decision     text CHECK (decision IN ('released', 'refused')),
    decided_by   text,
    decided_at   timestamptz,
    reason       text,
    PRIMARY KEY (broadcast_id, term, starts_at)
);

-- ── Breaches ──────────────────────────────────────────────────────────────────────────────────────────────────────
-- Prohibited content that went out: to be reported within the clock of alarm kind breach, from when it was found.
CREATE TABLE breach (
    breach_id    bigint GENERATED ALWAYS AS IDENTITY (START WITH 701) PRIMARY KEY,
    broadcast_id bigint NOT NULL REFERENCES broadcast ON DELETE CASCADE,
    description  text NOT NULL,
    found_by     text NOT NULL,                      -- a named account, or hub: found by searching again
    found_at     timestamptz NOT NULL,
    due_at       timestamptz NOT NULL,
    escalated_at timestamptz,
    reported_at  timestamptz,
    reported_to  text,
    reported_by  text,
    report_reference text
);
CREATE UNIQUE INDEX breach_open ON breach (broadcast_id) WHERE reported_at IS NULL;

INSERT INTO alarm_kind (kind, severity, owner, clock, tell, words_zh, words_en) VALUES
    ('content-held', 'warning', 'approver', NULL, true,
     '发布任务因疑似违禁内容被拦截，待人工处理（C-08）', 'A broadcast is held for prohibited content and waits for a person (C-08)'),
    ('breach', 'critical', 'operator', '1 hour', true,
     '违禁内容已发出，须在一小时内报告（C-08）', 'Prohibited content went out: it must be reported within one hour (C-08)'),
    ('breach-overdue', 'critical', 'admin', NULL, true,
     '违禁内容未在一小时内报告（C-08）', 'A breach was not reported within one hour (C-08)');

-- What is held calls a person, until it is held no more, whoever or whatever ends it. Who resumes what was paused for a find
-- has released it, who cancels it has refused it.
CREATE FUNCTION tell_held() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    actor text := coalesce(nullif(current_setting('hub.actor', true), ''), 'hub');
BEGIN
    IF NEW.state = 'HELD' THEN
        PERFORM raise_alarm('content-held', 'broadcast:' || NEW.broadcast_id, NULL, clock_timestamp());
    ELSE
        UPDATE interception
        SET decision = CASE WHEN NEW.state IN ('APPROVED', 'EXPANDING', 'SENDING') THEN 'released' ELSE 'refused' END,
            decided_by = actor, decided_at = clock_timestamp(), reason = NEW.state
        WHERE broadcast_id = NEW.broadcast_id AND decision IS NULL;
        PERFORM end_alarm('content-held', 'broadcast:' || NEW.broadcast_id, actor, NEW.state, clock_timestamp());
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER broadcast_held AFTER UPDATE OF state ON broadcast FOR EACH ROW
    WHEN (NEW.state = 'HELD' OR (OLD.state IN ('HELD', 'PAUSED') AND NEW.state <> OLD.state))
    EXECUTE FUNCTION tell_held();

-- ── What must hold at all times: joined into v_invariants ─────────────────────────────────────────────────────────
CREATE VIEW v_invariants_wording AS
    SELECT 'W1' AS invariant, b.broadcast_id, 'a targeted text that fits no agreed wording may send' AS detail
    FROM broadcast b
    WHERE b.kind = 'targeted' AND b.template IS NULL
      AND EXISTS (SELECT FROM approval a WHERE a.broadcast_id = b.broadcast_id AND a.decision = 'approve')
    UNION ALL
    SELECT 'W2', b.broadcast_id, 'held, and nobody is called'
    FROM broadcast b
    WHERE b.state = 'HELD'
      AND NOT EXISTS (SELECT FROM alarm a WHERE a.kind = 'content-held' AND a.subject = 'broadcast:' || b.broadcast_id
                                            AND a.ended_at IS NULL)
    UNION ALL
    SELECT 'W3', b.broadcast_id, 'prohibited content was found, nobody has decided, and it may send: ' || b.state
    FROM broadcast b
    WHERE b.state IN ('APPROVED', 'DEFERRED', 'EXPANDING', 'SENDING')
      AND EXISTS (SELECT FROM interception i WHERE i.broadcast_id = b.broadcast_id AND i.decision IS NULL)
    UNION ALL
    SELECT 'W4', b.broadcast_id, 'a breach is not reported, and no clock runs'
    FROM breach b
    WHERE b.reported_at IS NULL
      AND NOT EXISTS (SELECT FROM alarm a WHERE a.kind = 'breach' AND a.subject = 'breach:' || b.breach_id AND a.ended_at IS NULL);

CREATE TRIGGER wording_changed AFTER INSERT OR UPDATE OR DELETE ON template_field
    FOR EACH STATEMENT EXECUTE FUNCTION wording_changed();
CREATE TRIGGER wording_changed AFTER INSERT OR UPDATE OR DELETE ON template
    FOR EACH STATEMENT EXECUTE FUNCTION wording_changed();
CREATE TRIGGER wording_changed AFTER INSERT OR UPDATE OR DELETE ON event_type
    FOR EACH STATEMENT EXECUTE FUNCTION wording_changed();
CREATE TRIGGER wording_changed AFTER INSERT OR DELETE OR UPDATE OF removed_at, term, class, unless_warned_of ON prohibited_term
    FOR EACH STATEMENT EXECUTE FUNCTION wording_changed();
CREATE TRIGGER wording_changed AFTER INSERT OR UPDATE OR DELETE ON permitted_wording
    FOR EACH STATEMENT EXECUTE FUNCTION wording_changed();
CREATE TRIGGER wording_changed AFTER INSERT OR UPDATE OR DELETE ON prohibited_class
    FOR EACH STATEMENT EXECUTE FUNCTION wording_changed();
