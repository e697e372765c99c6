<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Answering</name>
    <message>
        <source>Play: when you pause for a bar, Segue answers</source>
        <translation>请弹奏：停顿一小节后 Segue 会应答</translation>
    </message>
    <message>
        <source>Listening…</source>
        <translation>正在聆听…</translation>
    </message>
</context>
<context>
    <name>ArrangeSheet</name>
    <message>
        <source>Sort the book</source>
        <translation>曲集排序</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>调</translation>
    </message>
    <message>
        <source>Rhythm</source>
        <translation>节奏类型</translation>
    </message>
    <message>
        <source>Number (X:)</source>
        <translation>编号 (X:)</translation>
    </message>
    <message>
        <source>Leave as they are</source>
        <translation>保持原序</translation>
    </message>
    <message>
        <source>&amp;Number the tunes from 1</source>
        <translation>从 1 起重新编号(&amp;N)</translation>
    </message>
    <message numerus="yes">
        <source>%n tune(s). Words between two tunes go with the one before, those at the start stay.</source>
        <translation>
            <numerusform>%n 首乐曲。两首之间的文字随前一首移动，开头的文字不动。</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation>排序依据(&amp;S)</translation>
    </message>
</context>
<context>
    <name>Arranging</name>
    <message>
        <source>No tune here has a number (X:), so there is nothing to sort</source>
        <translation>这里没有带编号 (X:) 的乐曲，无可排序</translation>
    </message>
    <message>
        <source>The book is in this order already</source>
        <translation>曲集已按此顺序排列</translation>
    </message>
    <message numerus="yes">
        <source>%n tune(s) in order; undo brings the old order back</source>
        <translation>
            <numerusform>已排列 %n 首乐曲；撤销可恢复原来的顺序</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BarCount</name>
    <message>
        <source>bar {number} of {count}</source>
        <translation>第 {number} 小节，共 {count} 小节</translation>
    </message>
    <message>
        <source>voice {voice}, bar {number} of {count}</source>
        <translation>声部 {voice}，第 {number} 小节，共 {count} 小节</translation>
    </message>
    <message>
        <source>a pickup of {held}</source>
        <translation>弱起 {held}</translation>
    </message>
    <message>
        <source>ends {length} early</source>
        <translation>提前 {length} 结束</translation>
    </message>
    <message>
        <source>{length} missing</source>
        <translation>缺 {length}</translation>
    </message>
    <message>
        <source>{length} too much</source>
        <translation>多 {length}</translation>
    </message>
    <message>
        <source>{place}: {what}</source>
        <translation>{place}：{what}</translation>
    </message>
    <message>
        <source>header</source>
        <translation>曲头</translation>
    </message>
</context>
<context>
    <name>Bubble</name>
    <message>
        <source>Tour</source>
        <translation>导览</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;End the tour</source>
        <translation>结束导览(&amp;E)</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>第 {number} 步，共 {count} 步</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>完成(&amp;D)</translation>
    </message>
</context>
<context>
    <name>ChangeBar</name>
    <message>
        <source>&amp;Reload</source>
        <translation>重新载入(&amp;R)</translation>
    </message>
    <message>
        <source>Take what is on disk. Undo brings back what was here</source>
        <translation>采用磁盘上的内容。撤销可恢复这里原有的内容</translation>
    </message>
    <message>
        <source>&amp;Keep mine</source>
        <translation>保留我的(&amp;K)</translation>
    </message>
    <message>
        <source>Leave the text as it is here. Save will write it over the other</source>
        <translation>文本保持现状。保存时将覆盖另一份</translation>
    </message>
    <message>
        <source>Co&amp;mpare…</source>
        <translation>比较(&amp;M)…</translation>
    </message>
    <message>
        <source>Show what is different</source>
        <translation>显示不同之处</translation>
    </message>
    <message>
        <source>{name} is not there any more. Save writes it again.</source>
        <translation>{name} 已不存在。保存会重新写出。</translation>
    </message>
    <message>
        <source>{name} was changed by another program.</source>
        <translation>{name} 已被其他程序更改。</translation>
    </message>
</context>
<context>
    <name>Checking</name>
    <message>
        <source>This tune is longer than {count} characters and is not checked while you write</source>
        <translation>这首乐曲超过 {count} 个字符，不会边写边检查</translation>
    </message>
</context>
<context>
    <name>Choosing</name>
    <message>
        <source>Writing {count} takes to choose from…</source>
        <translation>正在写出 {count} 个候选以供选择…</translation>
    </message>
    <message>
        <source>Writing these bars again…</source>
        <translation>正在重写这些小节…</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>Nothing was written</source>
        <translation>没有写出任何内容</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>&amp;New</source>
        <translation>新建(&amp;N)</translation>
    </message>
    <message>
        <source>Begin an empty text in a tab of its own</source>
        <translation>在新标签页中新建空白文本</translation>
    </message>
    <message>
        <source>New &amp;tune…</source>
        <translation>新乐曲(&amp;T)…</translation>
    </message>
    <message>
        <source>Begin a tune: its title, metre, key and rhythm</source>
        <translation>新建乐曲：标题、拍号、调和节奏类型</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save the text</source>
        <translation>保存文本</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Save under another name</source>
        <translation>以另一个名称保存</translation>
    </message>
    <message>
        <source>Open ABC files, and MIDI and MusicXML files as new texts</source>
        <translation>打开 ABC 文件，并将 MIDI 和 MusicXML 文件作为新文本打开</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Earlier &amp;versions…</source>
        <translation>早期版本(&amp;V)…</translation>
    </message>
    <message>
        <source>Show what the file held before it was saved over</source>
        <translation>显示文件被覆盖之前的内容</translation>
    </message>
    <message>
        <source>Close this text</source>
        <translation>关闭此文本</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>关闭(&amp;L)</translation>
    </message>
    <message>
        <source>Ne&amp;xt text</source>
        <translation>下一个文本(&amp;X)</translation>
    </message>
    <message>
        <source>Go to the text in the next tab</source>
        <translation>转到下一个标签页</translation>
    </message>
    <message>
        <source>Pre&amp;vious text</source>
        <translation>上一个文本(&amp;V)</translation>
    </message>
    <message>
        <source>Go to the text in the tab before</source>
        <translation>转到上一个标签页</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close the window and every text</source>
        <translation>关闭窗口和所有文本</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Take back the last change</source>
        <translation>撤销上一次更改</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>重做撤销的更改</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>Cut the selection</source>
        <translation>剪切所选内容</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the selection</source>
        <translation>复制所选内容</translation>
    </message>
    <message>
        <source>Copy as MI&amp;DI</source>
        <translation>复制为 MIDI(&amp;D)</translation>
    </message>
    <message>
        <source>Copy the selection, or the whole tune, as a MIDI file</source>
        <translation>将所选内容或整首乐曲复制为 MIDI 文件</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>Select the whole text</source>
        <translation>选择全部文本</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>查找(&amp;F)…</translation>
    </message>
    <message>
        <source>Find in the text, also by regular expressions</source>
        <translation>在文本中查找，也可用正则表达式</translation>
    </message>
    <message>
        <source>Find and r&amp;eplace…</source>
        <translation>查找和替换(&amp;E)…</translation>
    </message>
    <message>
        <source>Find, and put something else in its place</source>
        <translation>查找并替换为其他内容</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>查找下一个(&amp;N)</translation>
    </message>
    <message>
        <source>Go to the next place</source>
        <translation>转到下一处</translation>
    </message>
    <message>
        <source>Find pre&amp;vious</source>
        <translation>查找上一个(&amp;V)</translation>
    </message>
    <message>
        <source>Go to the place before</source>
        <translation>转到上一处</translation>
    </message>
    <message>
        <source>&amp;Mend what is marked</source>
        <translation>修正标出的错误(&amp;M)</translation>
    </message>
    <message>
        <source>Make the mend that is offered for the fault at the caret</source>
        <translation>对光标处的错误作出建议的修正</translation>
    </message>
    <message>
        <source>Choo&amp;se a mend…</source>
        <translation>选择修正(&amp;S)…</translation>
    </message>
    <message>
        <source>Transpose…</source>
        <translation>移调…</translation>
    </message>
    <message>
        <source>Double the &amp;lengths</source>
        <translation>时值加倍(&amp;L)</translation>
    </message>
    <message>
        <source>Change the un&amp;it length…</source>
        <translation>更改单位音长(&amp;I)…</translation>
    </message>
    <message>
        <source>Take&amp;s panel</source>
        <translation>候选面板(&amp;S)</translation>
    </message>
    <message>
        <source>Note how &amp;it was written</source>
        <translation>记录续写方式(&amp;I)</translation>
    </message>
    <message>
        <source>Reca&amp;ll how it was written</source>
        <translation>恢复续写方式(&amp;L)</translation>
    </message>
    <message>
        <source>Teach it my t&amp;unes…</source>
        <translation>用我的乐曲训练(&amp;U)…</translation>
    </message>
    <message>
        <source>Tun&amp;es of the text</source>
        <translation>文本中的乐曲(&amp;E)</translation>
    </message>
    <message>
        <source>Sco&amp;re beside the text</source>
        <translation>乐谱在文本旁边(&amp;R)</translation>
    </message>
    <message>
        <source>Fit to the &amp;width</source>
        <translation>适合宽度(&amp;W)</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>首选项…</translation>
    </message>
    <message>
        <source>Accept to the &amp;end of the part</source>
        <translation>采纳到段落结束(&amp;E)</translation>
    </message>
    <message>
        <source>Offer every mend that is known for the faults at the caret</source>
        <translation>列出光标处错误的所有已知修正</translation>
    </message>
    <message>
        <source>Write tunes as pages, pictures, sound, or notes for other programs</source>
        <translation>将乐曲写为页面、图片、声音，或供其他程序使用的音符</translation>
    </message>
    <message>
        <source>Export a&amp;gain as before</source>
        <translation>照上次再次导出(&amp;G)</translation>
    </message>
    <message>
        <source>Write the same tunes to the same place, as they are now</source>
        <translation>将同样的乐曲按现在的内容写到同一位置</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>打印(&amp;P)…</translation>
    </message>
    <message>
        <source>Show tunes on pages, and print them</source>
        <translation>按页面显示乐曲并打印</translation>
    </message>
    <message>
        <source>Find in tune &amp;books…</source>
        <translation>在曲集中查找(&amp;B)…</translation>
    </message>
    <message>
        <source>Search every file of a folder: by words, by field, by a run of notes in any key; what is selected is looked for</source>
        <translation>搜索文件夹中的每个文件：按文字、按字段、按一串音符（任意调）；有选中内容时即查找选中的内容</translation>
    </message>
    <message>
        <source>Re&amp;write cleanly</source>
        <translation>规整重写(&amp;W)</translation>
    </message>
    <message>
        <source>Write the tune anew: spacing, lengths, order of the header</source>
        <translation>重新写出乐曲：空格、时值、曲头顺序</translation>
    </message>
    <message>
        <source>Put the tune into another key</source>
        <translation>将乐曲移到另一个调</translation>
    </message>
    <message>
        <source>C&amp;omplete</source>
        <translation>补全(&amp;O)</translation>
    </message>
    <message>
        <source>Offer what can stand at the caret, each with its meaning</source>
        <translation>列出光标处可以写的内容及其含义</translation>
    </message>
    <message>
        <source>Make the notes of the tune or of the selection twice as long</source>
        <translation>将全曲或所选部分的音符时值加倍</translation>
    </message>
    <message>
        <source>&amp;Halve the lengths</source>
        <translation>时值减半(&amp;H)</translation>
    </message>
    <message>
        <source>Make the notes of the tune or of the selection half as long</source>
        <translation>将全曲或所选部分的音符时值减半</translation>
    </message>
    <message>
        <source>Write the tune in another unit; it sounds the same</source>
        <translation>用另一个单位音长写出乐曲，声音不变</translation>
    </message>
    <message>
        <source>Ali&amp;gn the bars</source>
        <translation>对齐小节(&amp;G)</translation>
    </message>
    <message>
        <source>Set the bars of the tune or of the selected lines in columns</source>
        <translation>将全曲或所选各行的小节按列对齐</translation>
    </message>
    <message>
        <source>Sort the boo&amp;k…</source>
        <translation>曲集排序(&amp;K)…</translation>
    </message>
    <message>
        <source>Put the tunes of the text in order, and number them</source>
        <translation>将文本中的乐曲排序并编号</translation>
    </message>
    <message>
        <source>&amp;Edit the snippets…</source>
        <translation>编辑片段(&amp;E)…</translation>
    </message>
    <message>
        <source>Change what the Insert menu holds</source>
        <translation>更改“插入”菜单的内容</translation>
    </message>
    <message>
        <source>Sound the notes that I t&amp;ype</source>
        <translation>输入时发声(&amp;Y)</translation>
    </message>
    <message>
        <source>Each note sounds for a moment as it is typed, unless the tune plays</source>
        <translation>输入音符时让它短暂发声，播放乐曲时除外</translation>
    </message>
    <message>
        <source>Mark the &amp;bar at the caret</source>
        <translation>标出光标处的小节(&amp;B)</translation>
    </message>
    <message>
        <source>A breath of colour behind the bar at the caret, in every voice</source>
        <translation>在每个声部中为光标处的小节加上淡淡的底色</translation>
    </message>
    <message>
        <source>&amp;Fold the tune</source>
        <translation>折叠乐曲(&amp;F)</translation>
    </message>
    <message>
        <source>Show only the first line of the tune around the caret</source>
        <translation>只显示光标处乐曲的第一行</translation>
    </message>
    <message>
        <source>Show the whole tune again</source>
        <translation>重新显示整首乐曲</translation>
    </message>
    <message>
        <source>Unfold the tune</source>
        <translation>展开乐曲</translation>
    </message>
    <message>
        <source>F&amp;old every tune</source>
        <translation>折叠所有乐曲(&amp;O)</translation>
    </message>
    <message>
        <source>Show only the first line of every tune</source>
        <translation>只显示每首乐曲的第一行</translation>
    </message>
    <message>
        <source>Unfol&amp;d every tune</source>
        <translation>展开所有乐曲(&amp;D)</translation>
    </message>
    <message>
        <source>Show every tune whole</source>
        <translation>完整显示每首乐曲</translation>
    </message>
    <message>
        <source>&amp;Continue from the caret</source>
        <translation>从光标处续写(&amp;C)</translation>
    </message>
    <message>
        <source>Continue the tune from the caret</source>
        <translation>从光标处续写乐曲</translation>
    </message>
    <message>
        <source>&amp;Next take</source>
        <translation>下一个候选(&amp;N)</translation>
    </message>
    <message>
        <source>Show the next take at this place, or write another</source>
        <translation>显示此处的下一个候选，或再写一个</translation>
    </message>
    <message>
        <source>&amp;Previous take</source>
        <translation>上一个候选(&amp;P)</translation>
    </message>
    <message>
        <source>Show the take before this one</source>
        <translation>显示前一个候选</translation>
    </message>
    <message>
        <source>&amp;Read the proposal as plain text…</source>
        <translation>以纯文本阅读建议(&amp;R)…</translation>
    </message>
    <message>
        <source>Show the proposal as text that can be read, selected and copied</source>
        <translation>将建议显示为可阅读、选择和复制的文本</translation>
    </message>
    <message>
        <source>Su&amp;ggest when I pause</source>
        <translation>停顿时自动建议(&amp;G)</translation>
    </message>
    <message>
        <source>Propose a continuation whenever you have stopped typing for a moment</source>
        <translation>每当您停止输入片刻，就建议一段续写</translation>
    </message>
    <message>
        <source>Choose among &amp;takes</source>
        <translation>在候选中选择(&amp;T)</translation>
    </message>
    <message>
        <source>Write many continuations and keep those that are best and differ most</source>
        <translation>写出多个续写，保留其中最好且差别最大的</translation>
    </message>
    <message>
        <source>Show takes side by side, and all that was tried</source>
        <translation>并排显示候选和尝试过的一切</translation>
    </message>
    <message>
        <source>G&amp;o to the takes panel</source>
        <translation>转到候选面板(&amp;O)</translation>
    </message>
    <message>
        <source>Show the takes panel and give it the keys; Esc gives them back</source>
        <translation>显示候选面板并把键盘焦点交给它；Esc 返回</translation>
    </message>
    <message>
        <source>&amp;Write these bars again</source>
        <translation>重写这些小节(&amp;W)</translation>
    </message>
    <message>
        <source>Propose other music for the selected bars, or for the bar at the caret, that leads into what follows</source>
        <translation>为所选小节或光标处的小节建议能接上后文的新音乐</translation>
    </message>
    <message>
        <source>&amp;Hold these bars</source>
        <translation>保留这些小节(&amp;H)</translation>
    </message>
    <message>
        <source>Keep the selected bars as they are when bars around them are written again; press again to let go</source>
        <translation>重写周围小节时，所选小节保持不变；再按一次解除</translation>
    </message>
    <message>
        <source>Hold the rh&amp;ythm</source>
        <translation>保留节奏(&amp;Y)</translation>
    </message>
    <message>
        <source>Bars that are written again keep the lengths of their notes</source>
        <translation>重写的小节保留原来的音符时值</translation>
    </message>
    <message>
        <source>Show s&amp;urprise</source>
        <translation>显示意外度(&amp;U)</translation>
    </message>
    <message>
        <source>Colour the notes that the model finds odd</source>
        <translation>为模型觉得意外的音符着色</translation>
    </message>
    <message>
        <source>&amp;Keep the seed</source>
        <translation>保持种子(&amp;K)</translation>
    </message>
    <message>
        <source>Write the same again, not something new</source>
        <translation>再写同样的内容，而不是新的</translation>
    </message>
    <message>
        <source>Write a comment into the tune from which the last continuation can be written again</source>
        <translation>在乐曲中写入一条注释，据此可再次写出上一次的续写</translation>
    </message>
    <message>
        <source>Take over place and settings from the tune&apos;s comment, so that Continue writes the same again</source>
        <translation>从乐曲的注释中取回位置和设置，使“续写”再写出同样的内容</translation>
    </message>
    <message>
        <source>Train the model on with your own tunes; it becomes a new one</source>
        <translation>用您自己的乐曲继续训练模型，成为一个新模型</translation>
    </message>
    <message>
        <source>Play from the &amp;start</source>
        <translation>从头播放(&amp;S)</translation>
    </message>
    <message>
        <source>Play the tune from its start</source>
        <translation>从头播放乐曲</translation>
    </message>
    <message>
        <source>Play from the &amp;caret</source>
        <translation>从光标处播放(&amp;C)</translation>
    </message>
    <message>
        <source>Play the tune from the caret on</source>
        <translation>从光标处开始播放乐曲</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>停止播放</translation>
    </message>
    <message>
        <source>&amp;Panic</source>
        <translation>全部静音(&amp;P)</translation>
    </message>
    <message>
        <source>Silence every note of every channel</source>
        <translation>让所有通道的所有音符静音</translation>
    </message>
    <message>
        <source>&amp;Loop</source>
        <translation>循环播放(&amp;L)</translation>
    </message>
    <message>
        <source>Play the selected bars round and round; without a selection what is chosen around the caret. What you write is heard in the next round</source>
        <translation>反复播放所选小节；未选择时播放光标周围选定的范围。您写下的内容在下一轮即可听到</translation>
    </message>
    <message>
        <source>Loop by the &amp;bar</source>
        <translation>按小节循环(&amp;B)</translation>
    </message>
    <message>
        <source>Without a selection loop the bar at the caret</source>
        <translation>未选择时循环光标所在的小节</translation>
    </message>
    <message>
        <source>Loop by the &amp;part</source>
        <translation>按乐段循环(&amp;P)</translation>
    </message>
    <message>
        <source>Without a selection loop the part around the caret</source>
        <translation>未选择时循环光标所在的乐段</translation>
    </message>
    <message>
        <source>Loop the whole &amp;tune</source>
        <translation>循环整首乐曲(&amp;T)</translation>
    </message>
    <message>
        <source>Without a selection loop the tune around the caret</source>
        <translation>未选择时循环光标所在的乐曲</translation>
    </message>
    <message>
        <source>&amp;Metronome</source>
        <translation>节拍器(&amp;M)</translation>
    </message>
    <message>
        <source>Click on each beat while a tune plays</source>
        <translation>播放时在每一拍上发出敲击声</translation>
    </message>
    <message>
        <source>Count &amp;in one bar</source>
        <translation>预备一小节(&amp;I)</translation>
    </message>
    <message>
        <source>Click for one bar before a tune or a loop begins</source>
        <translation>乐曲或循环开始之前先敲击一小节</translation>
    </message>
    <message>
        <source>S&amp;wing hornpipes</source>
        <translation>角笛舞曲摇摆(&amp;W)</translation>
    </message>
    <message>
        <source>Play the quavers of a hornpipe (R:hornpipe) long and short</source>
        <translation>角笛舞曲 (R:hornpipe) 的八分音符按长短演奏</translation>
    </message>
    <message>
        <source>&amp;Write the notes I play</source>
        <translation>写入所弹奏的音符(&amp;W)</translation>
    </message>
    <message>
        <source>Each key of the MIDI keyboard writes a note at the caret; keys held together are a chord, the pedal is a rest</source>
        <translation>MIDI 键盘上的每个键都在光标处写入一个音符；同时按住的键构成和弦，踏板写入休止符</translation>
    </message>
    <message>
        <source>&amp;Play a phrase, Segue answers</source>
        <translation>弹奏乐句，由 Segue 应答(&amp;P)</translation>
    </message>
    <message>
        <source>What you play is written down when you pause for a bar, or press the key again, and continued at once</source>
        <translation>停顿一小节或再次按下该键后，所弹奏的内容会被记下并立即续写</translation>
    </message>
    <message>
        <source>&amp;Sixteenth</source>
        <translation>十六分音符(&amp;S)</translation>
    </message>
    <message>
        <source>The notes I play are sixteenths</source>
        <translation>所弹奏的音符为十六分音符</translation>
    </message>
    <message>
        <source>&amp;Eighth</source>
        <translation>八分音符(&amp;E)</translation>
    </message>
    <message>
        <source>The notes I play are eighths</source>
        <translation>所弹奏的音符为八分音符</translation>
    </message>
    <message>
        <source>&amp;Quarter</source>
        <translation>四分音符(&amp;Q)</translation>
    </message>
    <message>
        <source>The notes I play are quarters</source>
        <translation>所弹奏的音符为四分音符</translation>
    </message>
    <message>
        <source>&amp;Half</source>
        <translation>二分音符(&amp;H)</translation>
    </message>
    <message>
        <source>The notes I play are halves</source>
        <translation>所弹奏的音符为二分音符</translation>
    </message>
    <message>
        <source>&amp;Whole</source>
        <translation>全音符(&amp;W)</translation>
    </message>
    <message>
        <source>The notes I play are whole notes</source>
        <translation>所弹奏的音符为全音符</translation>
    </message>
    <message>
        <source>&amp;Dotted</source>
        <translation>附点(&amp;D)</translation>
    </message>
    <message>
        <source>The notes I play have a dot</source>
        <translation>所弹奏的音符带附点</translation>
    </message>
    <message>
        <source>Write a &amp;rest</source>
        <translation>写入休止符(&amp;R)</translation>
    </message>
    <message>
        <source>Write a rest of the chosen length, as the pedal does</source>
        <translation>写入所选时值的休止符，与踏板相同</translation>
    </message>
    <message>
        <source>&amp;Hear the keyboard</source>
        <translation>听到键盘的声音(&amp;H)</translation>
    </message>
    <message>
        <source>What is played on the MIDI keyboard sounds where the tune does</source>
        <translation>MIDI 键盘上弹奏的内容与乐曲从同一处发声</translation>
    </message>
    <message>
        <source>&amp;Keep the answers</source>
        <translation>保留应答(&amp;K)</translation>
    </message>
    <message>
        <source>The bars of an answer that you have heard stay when you play the next phrase</source>
        <translation>弹奏下一乐句时，已听到的应答小节会保留</translation>
    </message>
    <message>
        <source>Line &amp;numbers</source>
        <translation>行号(&amp;N)</translation>
    </message>
    <message>
        <source>Show line numbers</source>
        <translation>显示行号</translation>
    </message>
    <message>
        <source>Show or hide the list of the tunes, and search among them</source>
        <translation>显示或隐藏乐曲列表，并在其中搜索</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>放大文字(&amp;L)</translation>
    </message>
    <message>
        <source>Larger letters</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation>缩小文字(&amp;S)</translation>
    </message>
    <message>
        <source>Smaller letters</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Show the tune under the caret as a score</source>
        <translation>以乐谱显示光标处的乐曲</translation>
    </message>
    <message>
        <source>S&amp;core</source>
        <translation>乐谱(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Piano roll</source>
        <translation>钢琴卷帘(&amp;P)</translation>
    </message>
    <message>
        <source>Show the tune under the caret as a piano roll</source>
        <translation>以钢琴卷帘显示光标处的乐曲</translation>
    </message>
    <message>
        <source>&amp;Hide the score</source>
        <translation>隐藏乐谱(&amp;H)</translation>
    </message>
    <message>
        <source>Show the text alone</source>
        <translation>只显示文本</translation>
    </message>
    <message>
        <source>Put the score beside the text, not below it</source>
        <translation>将乐谱放在文本旁边，而不是下方</translation>
    </message>
    <message>
        <source>Pa&amp;ges</source>
        <translation>页面(&amp;G)</translation>
    </message>
    <message>
        <source>Show the score on sheets of paper</source>
        <translation>在纸页上显示乐谱</translation>
    </message>
    <message>
        <source>Larger notes</source>
        <translation>放大音符</translation>
    </message>
    <message>
        <source>L&amp;arger notes</source>
        <translation>放大音符(&amp;A)</translation>
    </message>
    <message>
        <source>S&amp;maller notes</source>
        <translation>缩小音符(&amp;M)</translation>
    </message>
    <message>
        <source>Smaller notes</source>
        <translation>缩小音符</translation>
    </message>
    <message>
        <source>Make the page, or the whole piano roll, as wide as the panel</source>
        <translation>使页面或整个钢琴卷帘与面板同宽</translation>
    </message>
    <message>
        <source>Choose how the program looks, sounds and writes</source>
        <translation>选择程序的外观、声音和续写方式</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts…</source>
        <translation>键盘快捷键(&amp;K)…</translation>
    </message>
    <message>
        <source>List every command with its keys, and change them</source>
        <translation>列出所有命令及其按键，并可更改</translation>
    </message>
    <message>
        <source>&amp;Tour</source>
        <translation>导览(&amp;T)</translation>
    </message>
    <message>
        <source>Show the parts of the window, one after the other</source>
        <translation>依次介绍窗口的各个部分</translation>
    </message>
    <message>
        <source>&amp;About Segue</source>
        <translation>关于 Segue(&amp;A)</translation>
    </message>
    <message>
        <source>What this program is</source>
        <translation>这是什么程序</translation>
    </message>
    <message>
        <source>&amp;Accept all</source>
        <translation>全部采纳(&amp;A)</translation>
    </message>
    <message>
        <source>Accept the next &amp;bar</source>
        <translation>采纳下一小节(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Dismiss and stop writing</source>
        <translation>取消并停止续写(&amp;D)</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>卷帘</translation>
    </message>
</context>
<context>
    <name>Completion</name>
    <message>
        <source>{count} completions, the first is {name}: {meaning}</source>
        <translation>{count} 个补全项，第一个是 {name}：{meaning}</translation>
    </message>
</context>
<context>
    <name>CompletionList</name>
    <message>
        <source>Completions</source>
        <translation>补全项</translation>
    </message>
</context>
<context>
    <name>ContextMenu</name>
    <message>
        <source>Mend: {title}</source>
        <translation>修正：{title}</translation>
    </message>
</context>
<context>
    <name>Continuing</name>
    <message>
        <source>Writing…</source>
        <translation>续写…</translation>
    </message>
    <message>
        <source>Writing as soon as the model is loaded…</source>
        <translation>模型载入后即开始续写…</translation>
    </message>
    <message>
        <source>{all} accepts all, {bar} the next bar, Esc dismisses</source>
        <translation>{all} 全部采纳，{bar} 采纳下一小节，Esc 取消</translation>
    </message>
    <message>
        <source>Writing bar {bar} of {bars}.</source>
        <translation>正在写第 {bar} 小节，共 {bars} 小节。</translation>
    </message>
    <message>
        <source>Bar {bar} of {bars}.</source>
        <translation>第 {bar} 小节，共 {bars} 小节。</translation>
    </message>
    <message>
        <source>Writing bar {bar}.</source>
        <translation>正在写第 {bar} 小节。</translation>
    </message>
    <message>
        <source>Bar {bar}.</source>
        <translation>第 {bar} 小节。</translation>
    </message>
    <message>
        <source>{bars}, seed {seed}</source>
        <translation>{bars}，种子 {seed}</translation>
    </message>
    <message>
        <source>Proposed: {text}</source>
        <translation>建议：{text}</translation>
    </message>
    <message>
        <source>{bars} proposed: {text}</source>
        <translation>建议 {bars}：{text}</translation>
    </message>
    <message>
        <source>accepted: {text}</source>
        <translation>已采纳：{text}</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>then stop</source>
        <translation>后停止</translation>
    </message>
    <message>
        <source>to part end</source>
        <translation>到段落末</translation>
    </message>
    <message>
        <source>to tune end</source>
        <translation>到全曲末</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>Continue the tune from the caret</source>
        <translation>从光标处续写乐曲</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source> bars</source>
        <translation> 小节</translation>
    </message>
    <message>
        <source>How many bars to write</source>
        <translation>续写多少小节</translation>
    </message>
    <message>
        <source>Bars to write</source>
        <translation>续写小节数</translation>
    </message>
    <message>
        <source>Where to stop: after so many bars, at the end of the part, or of the tune</source>
        <translation>在哪里停止：写满若干小节后、段落结束或全曲结束时</translation>
    </message>
    <message>
        <source>Where to stop</source>
        <translation>停止处</translation>
    </message>
    <message>
        <source>How adventurous: 1 as learnt from the tunes; lower is calmer and safer, higher bolder</source>
        <translation>有多大胆：1 与所学的乐曲一致；越低越平稳，越高越大胆</translation>
    </message>
    <message>
        <source>The same text, seed and settings give the same continuation</source>
        <translation>相同的文本、种子和设置得到相同的续写</translation>
    </message>
    <message>
        <source>Keep the seed</source>
        <translation>保持种子</translation>
    </message>
    <message>
        <source>The seed is kept: Continue writes the same again</source>
        <translation>种子已保持：“续写”会再写出同样的内容</translation>
    </message>
    <message>
        <source>A new seed for each Continue. Press to keep this one</source>
        <translation>每次续写换用新种子。按下则保持这一个</translation>
    </message>
    <message>
        <source>Limits: range, scale, note lengths, chords, rhythm</source>
        <translation>限制：音域、音阶、时值、和弦、节奏</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>更多设置</translation>
    </message>
</context>
<context>
    <name>DiffView</name>
    <message>
        <source>What is different</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>There is no difference.</source>
        <translation>没有不同。</translation>
    </message>
    <message numerus="yes">
        <source>… %n line(s) left out</source>
        <translation>
            <numerusform>…略去 %n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n line(s) more</source>
        <translation>
            <numerusform>…还有 %n 行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>ABC tunes (*.abc *.txt);;All files (*)</source>
        <translation>ABC 乐曲 (*.abc *.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>已保存 {name}</translation>
    </message>
    <message>
        <source>Save the changes to {name}?</source>
        <translation>要保存对 {name} 的更改吗？</translation>
    </message>
    <message>
        <source>They are lost if you do not save them.</source>
        <translation>如果不保存，这些更改将会丢失。</translation>
    </message>
    <message>
        <source>{name} holds paragraph separators, which will be saved as line ends</source>
        <translation>{name} 含有段落分隔符，保存时将改为换行符</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>ABC text</source>
        <translation>ABC 文本</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>{path} is too large to hold takes: move it away</source>
        <translation>{path} 太大，不可能是候选记录：请将它移走</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}): move it away, and a new one is begun</source>
        <translation>无法读取 {path}（{reason}）：请将它移走，程序会新建一个</translation>
    </message>
    <message>
        <source>{name} is damaged ({reason}): it is kept as {kept}, and a new one is begun</source>
        <translation>{name} 已损坏（{reason}）：已另存为 {kept}，并新建了一个</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}): takes are kept once it can be</source>
        <translation>无法写入 {path}（{reason}）：可以写入后才会保存候选</translation>
    </message>
    <message>
        <source>a take lacks its settings</source>
        <translation>有候选缺少设置</translation>
    </message>
    <message>
        <source>it does not say that it holds takes</source>
        <translation>其中没有说明它是候选记录</translation>
    </message>
    <message>
        <source>a part of it is missing or wrong</source>
        <translation>其中有缺失或有误</translation>
    </message>
    <message>
        <source>{name} of a take is {value!r}</source>
        <translation>某个候选的 {name} 为“{value}”</translation>
    </message>
    <message>
        <source>a text is not the one that its checksum says</source>
        <translation>有文本与其校验和不符</translation>
    </message>
    <message>
        <source>a take lacks the text that it continued</source>
        <translation>有候选缺少它所续写的文本</translation>
    </message>
    <message>
        <source>{path} is damaged and cannot be moved aside ({reason}): move it away</source>
        <translation>{path} 已损坏且无法移开（{reason}）：请将它移走</translation>
    </message>
    <message>
        <source>-o is for --fix: add it, or leave -o out</source>
        <translation>-o 用于 --fix：请加上它，或去掉 -o</translation>
    </message>
    <message>
        <source>{takes} takes cannot be chosen of {candidates}: choose a number from {takes} to {most}</source>
        <translation>无法从 {candidates} 个中选出 {takes} 个候选：请选择 {takes} 到 {most} 之间的数</translation>
    </message>
    <message>
        <source>no other music was found for these bars: ask for more with --of</source>
        <translation>没有为这些小节找到别的音乐：请用 --of 多写一些</translation>
    </message>
    <message>
        <source>{output}: nothing here writes {suffix}: choose one of {choices}</source>
        <translation>{output}：无法写出 {suffix}：请选择 {choices} 之一</translation>
    </message>
    <message>
        <source>a file without suffix</source>
        <translation>没有后缀的文件</translation>
    </message>
    <message>
        <source>the model {path} cannot be read ({reason}): name a model file, or default</source>
        <translation>无法读取模型 {path}（{reason}）：请指定一个模型文件，或 default</translation>
    </message>
    <message>
        <source>this model needs torch: pip install &quot;torch&gt;=2.6,&lt;2.14&quot;</source>
        <translation>此模型需要 torch：pip install &quot;torch&gt;=2.6,&lt;2.14&quot;</translation>
    </message>
    <message>
        <source>{name} holds no ABC file (.abc or .txt): name another folder, or a file</source>
        <translation>{name} 中没有 ABC 文件（.abc 或 .txt）：请指定其他文件夹或文件</translation>
    </message>
    <message>
        <source>there is nothing to play: name an ABC file, or --list to see the ports</source>
        <translation>没有可播放的内容：请指定一个 ABC 文件，或用 --list 查看输出端口</translation>
    </message>
    <message>
        <source>tempo {tempo} is not between 0.1 and 10: choose one that is</source>
        <translation>速度 {tempo} 不在 0.1 到 10 之间：请另选一个</translation>
    </message>
    <message>
        <source>{rounds} rounds cannot be played: ask for 1 or more, or leave --rounds out</source>
        <translation>无法播放 {rounds} 轮：请指定 1 或更多，或省略 --rounds</translation>
    </message>
    <message>
        <source>{name} holds {count} tunes: say with --tune whose bars to play</source>
        <translation>{name} 含有 {count} 首乐曲：请用 --tune 指明播放哪一首的小节</translation>
    </message>
    <message>
        <source>there is no tune {tune}: {name} holds {count}</source>
        <translation>没有第 {tune} 首乐曲：{name} 含有 {count} 首</translation>
    </message>
    <message>
        <source>{input} holds no &apos;% segue:&apos; comment that says how it was made: nothing can be written again</source>
        <translation>{input} 中没有说明续写方式的“% segue:”注释：无法再次写出</translation>
    </message>
    <message>
        <source>teaching needs torch: pip install &quot;torch&gt;=2.6,&lt;2.14&quot;</source>
        <translation>训练需要 torch：pip install &quot;torch&gt;=2.6,&lt;2.14&quot;</translation>
    </message>
    <message>
        <source>{words!r} names no bars: write {option} 5 or {option} 5-6</source>
        <translation>“{words}”不是小节号：请写成 {option} 5 或 {option} 5-6</translation>
    </message>
    <message>
        <source>{value} {what} is too few: ask for 1 or more</source>
        <translation>{what} 为 {value}，太少：请指定 1 或更多</translation>
    </message>
    <message>
        <source>tunes {wanted} cannot be chosen: name places from 1 to {count}, such as 1,3-5</source>
        <translation>无法选择乐曲 {wanted}：请写出 1 到 {count} 的位置，例如 1,3-5</translation>
    </message>
    <message>
        <source>training needs torch: pip install &quot;torch&gt;=2.6,&lt;2.14&quot;</source>
        <translation>训练需要 torch：pip install &quot;torch&gt;=2.6,&lt;2.14&quot;</translation>
    </message>
    <message>
        <source>nothing can follow here that would fill the bar: finish the bar, or begin a new one</source>
        <translation>这里无论接什么都填不满小节：请写完这一小节，或另起一小节</translation>
    </message>
    <message>
        <source>temperature {temperature} is not between {low} and {high}: choose one that is</source>
        <translation>温度 {temperature} 不在 {low} 到 {high} 之间：请另选一个</translation>
    </message>
    <message>
        <source>top-p {top_p} is not above 0 and at most 1: choose one that is</source>
        <translation>top-p {top_p} 不大于 0 或超过 1：请另选一个</translation>
    </message>
    <message>
        <source>seed {seed} is negative: choose 0 or more</source>
        <translation>种子 {seed} 是负数：请选择 0 或更大的数</translation>
    </message>
    <message>
        <source>{bars} bars is not between 1 and {most}: choose a number that is</source>
        <translation>{bars} 小节不在 1 到 {most} 之间：请另选一个数</translation>
    </message>
    <message>
        <source>until {until!r} is none of {choices}: choose one of them</source>
        <translation>停止处“{until}”不是 {choices} 之一：请从中选择</translation>
    </message>
    <message>
        <source>parts of {part_bars!r} bars: choose one of {choices}</source>
        <translation>段落长度“{part_bars}”小节无效：请选择 {choices} 之一</translation>
    </message>
    <message>
        <source>a copy of {copy_notes} notes is not between {fewest} and {most}: choose a number that is, or 0 for any</source>
        <translation>连续相同的音数 {copy_notes} 不在 {fewest} 到 {most} 之间：请另选一个数，或用 0 表示不限</translation>
    </message>
    <message>
        <source>bar {rhythm_bar} is none to take a rhythm from: bars count from 1</source>
        <translation>无法从第 {rhythm_bar} 小节取得节奏：小节从 1 数起</translation>
    </message>
    <message>
        <source>{name} {word!r} is none of {choices}: choose one of them</source>
        <translation>{name} 的值“{word}”不是 {choices} 之一：请从中选择</translation>
    </message>
    <message>
        <source>the score cannot be drawn without verovio ({reason}): install Segue again</source>
        <translation>没有 verovio 就无法绘制乐谱（{reason}）：请重新安装 Segue</translation>
    </message>
    <message>
        <source>this tune cannot be engraved ({kind}: {reason}): change the bar you were in</source>
        <translation>无法为这首乐曲制谱（{kind}：{reason}）：请更改刚才所写的小节</translation>
    </message>
    <message>
        <source>verovio does not take it</source>
        <translation>verovio 不接受它</translation>
    </message>
    <message>
        <source>the engraver is closed</source>
        <translation>制谱程序已关闭</translation>
    </message>
    <message>
        <source>engraving took longer than {limit_s:g} seconds: shorten the tune</source>
        <translation>制谱超过了 {limit_s:g} 秒：请缩短乐曲</translation>
    </message>
    <message>
        <source>the engraver broke down over this tune: change the bar you were in</source>
        <translation>制谱程序处理这首乐曲时崩溃：请更改刚才所写的小节</translation>
    </message>
    <message>
        <source>there are no notes to draw: write some first</source>
        <translation>没有可绘制的音符：请先写一些</translation>
    </message>
    <message>
        <source>there is no paper called {paper} here: choose one of {choices}</source>
        <translation>没有名为 {paper} 的纸张：请从 {choices} 中选择</translation>
    </message>
    <message>
        <source>a staff of {staff} mm cannot be had: choose one from {least} to {most}</source>
        <translation>谱表不能为 {staff} 毫米高：请选择 {least} 到 {most}</translation>
    </message>
    <message>
        <source>{what} was given up</source>
        <translation>{what}：已放弃</translation>
    </message>
    <message>
        <source>{what} failed: the file takes the program that reads it down; try another</source>
        <translation>{what}：失败，该文件会使读取程序崩溃；请换一个文件</translation>
    </message>
    <message>
        <source>{what} took longer than {limit_s:g} seconds: try a shorter file</source>
        <translation>{what}：超过了 {limit_s:g} 秒；请换一个较短的文件</translation>
    </message>
    <message>
        <source>the file is too large or too deep to be read ({kind})</source>
        <translation>文件太大或嵌套太深，无法读取（{kind}）</translation>
    </message>
    <message>
        <source>{path} is larger than {mebibytes} MiB: split it</source>
        <translation>{path} 大于 {mebibytes} MiB：请拆分</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}): choose another file</source>
        <translation>无法读取 {path}（{reason}）：请选择其他文件</translation>
    </message>
    <message>
        <source>reading {name}</source>
        <translation>读取 {name}</translation>
    </message>
    <message>
        <source>glissando</source>
        <translation>滑奏</translation>
    </message>
    <message>
        <source>brackets against arpeggio</source>
        <translation>非琶音括号</translation>
    </message>
    <message>
        <source>detached legato</source>
        <translation>断连奏</translation>
    </message>
    <message>
        <source>spiccato</source>
        <translation>跳弓</translation>
    </message>
    <message>
        <source>plop</source>
        <translation>上方滑入</translation>
    </message>
    <message>
        <source>doit</source>
        <translation>向上滑出</translation>
    </message>
    <message>
        <source>falloff</source>
        <translation>向下滑出</translation>
    </message>
    <message>
        <source>caesura</source>
        <translation>停顿记号</translation>
    </message>
    <message>
        <source>stress</source>
        <translation>重读记号</translation>
    </message>
    <message>
        <source>unstress</source>
        <translation>轻读记号</translation>
    </message>
    <message>
        <source>soft accent</source>
        <translation>轻重音</translation>
    </message>
    <message>
        <source>other articulation</source>
        <translation>其他奏法</translation>
    </message>
    <message>
        <source>delayed turn</source>
        <translation>延迟回音</translation>
    </message>
    <message>
        <source>delayed inverted turn</source>
        <translation>延迟反回音</translation>
    </message>
    <message>
        <source>vertical turn</source>
        <translation>竖式回音</translation>
    </message>
    <message>
        <source>inverted vertical turn</source>
        <translation>竖式反回音</translation>
    </message>
    <message>
        <source>shake</source>
        <translation>长波音</translation>
    </message>
    <message>
        <source>schleifer</source>
        <translation>滑音装饰</translation>
    </message>
    <message>
        <source>tremolo</source>
        <translation>震音</translation>
    </message>
    <message>
        <source>Haydn ornament</source>
        <translation>海顿装饰音</translation>
    </message>
    <message>
        <source>harmonic</source>
        <translation>泛音</translation>
    </message>
    <message>
        <source>double tongue</source>
        <translation>双吐</translation>
    </message>
    <message>
        <source>triple tongue</source>
        <translation>三吐</translation>
    </message>
    <message>
        <source>hammer on</source>
        <translation>击弦</translation>
    </message>
    <message>
        <source>pull off</source>
        <translation>勾弦</translation>
    </message>
    <message>
        <source>bend</source>
        <translation>推弦</translation>
    </message>
    <message>
        <source>tap</source>
        <translation>点弦</translation>
    </message>
    <message>
        <source>heel</source>
        <translation>脚跟</translation>
    </message>
    <message>
        <source>toe</source>
        <translation>脚尖</translation>
    </message>
    <message>
        <source>fingernails</source>
        <translation>指甲</translation>
    </message>
    <message>
        <source>hole</source>
        <translation>音孔</translation>
    </message>
    <message>
        <source>arrow</source>
        <translation>箭头</translation>
    </message>
    <message>
        <source>handbell</source>
        <translation>手铃奏法</translation>
    </message>
    <message>
        <source>brass bend</source>
        <translation>铜管弯音</translation>
    </message>
    <message>
        <source>flip</source>
        <translation>翻滑音</translation>
    </message>
    <message>
        <source>smear</source>
        <translation>涂抹滑音</translation>
    </message>
    <message>
        <source>golpe</source>
        <translation>击板</translation>
    </message>
    <message>
        <source>half muted</source>
        <translation>半弱音</translation>
    </message>
    <message>
        <source>harmon mute</source>
        <translation>哈蒙弱音器</translation>
    </message>
    <message>
        <source>other playing technique</source>
        <translation>其他演奏技法</translation>
    </message>
    <message>
        <source>pedal marks</source>
        <translation>踏板记号</translation>
    </message>
    <message>
        <source>octave shift marks</source>
        <translation>移八度记号</translation>
    </message>
    <message>
        <source>brackets</source>
        <translation>括号</translation>
    </message>
    <message>
        <source>dashes</source>
        <translation>虚线</translation>
    </message>
    <message>
        <source>rehearsal marks</source>
        <translation>排练记号</translation>
    </message>
    <message>
        <source>symbols above the staff</source>
        <translation>谱表上方的符号</translation>
    </message>
    <message>
        <source>harp pedals</source>
        <translation>竖琴踏板</translation>
    </message>
    <message>
        <source>damp marks</source>
        <translation>止音记号</translation>
    </message>
    <message>
        <source>damp all marks</source>
        <translation>全部止音记号</translation>
    </message>
    <message>
        <source>eyeglasses</source>
        <translation>眼镜记号</translation>
    </message>
    <message>
        <source>string mute</source>
        <translation>弦乐弱音器</translation>
    </message>
    <message>
        <source>scordatura</source>
        <translation>变格定弦</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>percussion signs</source>
        <translation>打击乐记号</translation>
    </message>
    <message>
        <source>principal voice marks</source>
        <translation>主要声部记号</translation>
    </message>
    <message>
        <source>accordion registration</source>
        <translation>手风琴音区</translation>
    </message>
    <message>
        <source>staff divide marks</source>
        <translation>谱表分开记号</translation>
    </message>
    <message>
        <source>{name} holds no notes: choose another file</source>
        <translation>{name} 中没有音符：请选择其他文件</translation>
    </message>
    <message>
        <source>what MusicXML calls {name}</source>
        <translation>MusicXML 中的 {name}</translation>
    </message>
    <message>
        <source>{name} holds no notes but percussion: choose another file</source>
        <translation>{name} 中除打击乐外没有音符：请选择其他文件</translation>
    </message>
    <message>
        <source>ABC has no place for: {things}</source>
        <translation>ABC 无法表示：{things}</translation>
    </message>
    <message>
        <source>{what} ({count})</source>
        <translation>{what}（{count} 处）</translation>
    </message>
    <message>
        <source>bends of the pitch</source>
        <translation>弯音</translation>
    </message>
    <message>
        <source>pedal</source>
        <translation>踏板</translation>
    </message>
    <message>
        <source>instruments</source>
        <translation>乐器</translation>
    </message>
    <message>
        <source>{name} is a MIDI file of type 2, a bundle of patterns: save it as type 0 or 1</source>
        <translation>{name} 是类型 2 的 MIDI 文件，由多个片段组成：请存为类型 0 或 1</translation>
    </message>
    <message>
        <source>{name} counts in frames of film and not in beats, so it has no bars: save it by beats</source>
        <translation>{name} 以影片帧而不以拍计时，因此没有小节：请按拍保存</translation>
    </message>
    <message>
        <source>{name} lasts longer than {longest} bars: is it damaged?</source>
        <translation>{name} 超过 {longest} 小节：文件是否已损坏？</translation>
    </message>
    <message>
        <source>{name} is larger than {mebibytes} MiB: is it a MIDI file?</source>
        <translation>{name} 大于 {mebibytes} MiB：它是 MIDI 文件吗？</translation>
    </message>
    <message>
        <source>{name} is empty: choose another file</source>
        <translation>{name} 是空文件：请选择其他文件</translation>
    </message>
    <message>
        <source>{name} is not a MIDI file (it does not begin with MThd): choose another file</source>
        <translation>{name} 不是 MIDI 文件（开头不是 MThd）：请选择其他文件</translation>
    </message>
    <message>
        <source>{name} holds more than {most} notes, too many for one tune: split it</source>
        <translation>{name} 有超过 {most} 个音符，对一首乐曲来说太多：请拆分</translation>
    </message>
    <message>
        <source>{name} is cut short: get the file again</source>
        <translation>{name} 不完整：请重新获取该文件</translation>
    </message>
    <message>
        <source>the playing follows no beat of the file: its own beat was found, and tempo and metre with it</source>
        <translation>演奏没有跟随文件的拍子：已找出它自己的拍子，并据此确定速度和拍号</translation>
    </message>
    <message>
        <source>one note too short to be melody was written as a grace</source>
        <translation>1 个过短、不属于旋律的音符写成了装饰音</translation>
    </message>
    <message>
        <source>{count} notes too short to be melody were written as graces</source>
        <translation>{count} 个过短、不属于旋律的音符写成了装饰音</translation>
    </message>
    <message>
        <source>the file names no metre: it sounds like {metre}</source>
        <translation>文件没有注明拍号：听起来是 {metre}</translation>
    </message>
    <message>
        <source>tempo {tempo} is not between {least} and {most}: choose one that is</source>
        <translation>速度 {tempo} 不在 {least} 到 {most} 之间：请选择此范围内的值</translation>
    </message>
    <message>
        <source>{format} has no place for: {things}</source>
        <translation>{format} 无法表示：{things}</translation>
    </message>
    <message>
        <source>remarks</source>
        <translation>注释</translation>
    </message>
    <message>
        <source>directives (%%)</source>
        <translation>指令 (%%)</translation>
    </message>
    <message>
        <source>symbol lines (s:)</source>
        <translation>符号行 (s:)</translation>
    </message>
    <message>
        <source>macros (m:)</source>
        <translation>宏 (m:)</translation>
    </message>
    <message>
        <source>words under the notes</source>
        <translation>写在音符下方的歌词</translation>
    </message>
    <message>
        <source>words below the tune</source>
        <translation>写在乐曲下方的歌词</translation>
    </message>
    <message>
        <source>annotations</source>
        <translation>注记</translation>
    </message>
    <message>
        <source>slurs</source>
        <translation>连线</translation>
    </message>
    <message>
        <source>decorations</source>
        <translation>装饰记号</translation>
    </message>
    <message>
        <source>voices beyond the fourteenth</source>
        <translation>第十四个以后的声部</translation>
    </message>
    <message>
        <source>fields that only inform</source>
        <translation>仅作说明的字段</translation>
    </message>
    <message>
        <source>the caret stands in an overlay (&amp;), where no notes are set: write its bar line first</source>
        <translation>光标位于叠加声部 (&amp;) 中，不能在此写入音符：请先写好它的小节线</translation>
    </message>
    <message>
        <source>the caret stands in a tuplet or behind a &gt; or &lt;: write its last note first</source>
        <translation>光标位于连音之中，或在 &gt; 或 &lt; 之后：请先写好最后一个音符</translation>
    </message>
    <message>
        <source>no MIDI input was found: plug in a keyboard</source>
        <translation>未找到 MIDI 输入：请接上键盘</translation>
    </message>
    <message>
        <source>MIDI inputs need python-rtmidi, which is not installed: run pip install python-rtmidi</source>
        <translation>MIDI 输入需要 python-rtmidi，但没有安装：请运行 pip install python-rtmidi</translation>
    </message>
    <message>
        <source>no MIDI input was found ({reasons}): plug in a keyboard</source>
        <translation>未找到 MIDI 输入（{reasons}）：请接上键盘</translation>
    </message>
    <message>
        <source>this system lets no program have a MIDI input of its own: choose a keyboard</source>
        <translation>此系统不允许程序拥有自己的 MIDI 输入：请选择一个键盘</translation>
    </message>
    <message>
        <source>there is no MIDI input {name!r}: plug it in, or choose another</source>
        <translation>没有名为“{name}”的 MIDI 输入：请接上它，或选择其他输入</translation>
    </message>
    <message>
        <source>{name} cannot be opened: is another program using it?</source>
        <translation>无法打开 {name}：是否有其他程序正在使用它？</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}): choose another folder</source>
        <translation>无法读取 {path}（{reason}）：请选择其他文件夹</translation>
    </message>
    <message>
        <source>the search through {folder} broke down: search again, or choose a smaller folder</source>
        <translation>在 {folder} 中的搜索中断：请重新搜索，或选择较小的文件夹</translation>
    </message>
    <message>
        <source>the tune has macros (m:), whose lengths cannot be changed from here: write their notes into the music, take the m: fields out and ask again</source>
        <translation>本曲含有宏（m:），其时值不能在这里改变：请把宏的音符写入乐谱，删去 m: 字段，然后重试</translation>
    </message>
    <message>
        <source>tunes are not sorted by {order}: choose one of {known}</source>
        <translation>乐曲不能按 {order} 排序：请从 {known} 中选择</translation>
    </message>
    <message>
        <source>P:{order} plays part {part}, which is not written: begin it with a line such as P:{part}, or leave it out of the order</source>
        <translation>P:{order} 要演奏段落 {part}，但它没有写出：请在该段开头写一行，例如 P:{part}，或把它从顺序中去掉</translation>
    </message>
    <message>
        <source>P:{order} plays the parts {parts}, which are not written: begin each with a line such as P:{part}, or leave them out of the order</source>
        <translation>P:{order} 要演奏段落 {parts}，但它们没有写出：请在每段开头写一行，例如 P:{part}，或把它们从顺序中去掉</translation>
    </message>
    <message>
        <source>P:{order} orders parts, but none is marked in the music, which is played as it is written: begin each part with a line such as P:{part}</source>
        <translation>P:{order} 规定了段落顺序，但乐谱中没有标出任何段落，因此按写出的顺序演奏：请在每段开头写一行，例如 P:{part}</translation>
    </message>
    <message>
        <source>{source} is no symbol: write !f!, &quot;Am&quot; or &quot;^words&quot;, and * for a note without one</source>
        <translation>{source} 不是符号：请写 !f!、&quot;Am&quot; 或 &quot;^文字&quot;，没有符号的音符写 *</translation>
    </message>
    <message>
        <source>one symbol of this line has no note: leave it out</source>
        <translation>本行有 1 个符号没有对应的音符：请去掉它</translation>
    </message>
    <message>
        <source>{count} symbols of this line have no note: leave them out</source>
        <translation>本行有 {count} 个符号没有对应的音符：请去掉它们</translation>
    </message>
    <message>
        <source>m:{value} is no macro: write one such as {one}, or with n for any note {other}</source>
        <translation>m:{value} 不是宏：请写成 {one} 这样，或用 n 代表任意音符：{other}</translation>
    </message>
    <message>
        <source>put * in its place</source>
        <translation>改为 *</translation>
    </message>
    <message>
        <source>no sound device could be opened: connect one, or choose a MIDI port or no sound (null)</source>
        <translation>无法打开任何声音设备：请接上一个，或选择 MIDI 输出，或不发声 (null)</translation>
    </message>
    <message>
        <source>{dpi} dots an inch cannot be had: choose from {least} to {most}</source>
        <translation>不能为每英寸 {dpi} 点：请选择 {least} 到 {most}</translation>
    </message>
    <message>
        <source>the tune is too long for one picture of {dpi} dots an inch: ask for fewer, or write a PDF</source>
        <translation>乐曲太长，每英寸 {dpi} 点的一张图片放不下：请降低分辨率，或写为 PDF</translation>
    </message>
    <message>
        <source>one bar of silence at the beginning was left out</source>
        <translation>开头的 1 小节静默已略去</translation>
    </message>
    <message>
        <source>the playing was free of the beat: notes were moved to the nearest sixteenth or triplet</source>
        <translation>演奏没有对准拍子：音符已移到最近的十六分音符或三连音</translation>
    </message>
    <message>
        <source>the quavers are played long and short, as a swing: they were written even</source>
        <translation>八分音符按长短摇摆演奏：已写成均等时值</translation>
    </message>
    <message>
        <source>the file has {count} voices: only the first {most} sound here</source>
        <translation>文件有 {count} 个声部：这里只有前 {most} 个发声</translation>
    </message>
    <message>
        <source>the percussion was left out: ABC has notes only</source>
        <translation>打击乐已略去：ABC 只记录音符</translation>
    </message>
    <message>
        <source>how loud each note is played</source>
        <translation>每个音的演奏力度</translation>
    </message>
    <message>
        <source>the file names no metre: it is read in 4/4</source>
        <translation>文件没有注明拍号：按 4/4 读取</translation>
    </message>
    <message>
        <source>the track {name} was read as chord symbols</source>
        <translation>音轨 {name} 已读作和弦标记</translation>
    </message>
    <message>
        <source>{count} bars of silence at the beginning were left out</source>
        <translation>开头的 {count} 小节静默已略去</translation>
    </message>
    <message>
        <source>bar lines inside a bar</source>
        <translation>小节内的小节线</translation>
    </message>
    <message>
        <source>repeats of more than two times, played twice here</source>
        <translation>超过两次的反复（这里演奏两次）</translation>
    </message>
    <message>
        <source>cue notes</source>
        <translation>提示音符</translation>
    </message>
    <message>
        <source>notes without pitch</source>
        <translation>没有音高的音符</translation>
    </message>
    <message>
        <source>quarter tones, rounded</source>
        <translation>四分之一音（已取整）</translation>
    </message>
    <message>
        <source>further notes of grace chords</source>
        <translation>倚音和弦的其余音</translation>
    </message>
    <message>
        <source>changes of key or metre inside a bar</source>
        <translation>小节内的转调或换拍</translation>
    </message>
    <message>
        <source>figured bass</source>
        <translation>数字低音</translation>
    </message>
    <message>
        <source>changes of tempo inside a bar, moved to its beginning</source>
        <translation>小节内的速度变化（已移到小节开头）</translation>
    </message>
    <message>
        <source>the percussion of {part} was left out: ABC has notes only</source>
        <translation>{part} 的打击乐已略去：ABC 只记录音符</translation>
    </message>
    <message>
        <source>{name} is larger than {mebibytes} MiB when unpacked: split the score</source>
        <translation>{name} 解压后大于 {mebibytes} MiB：请拆分乐谱</translation>
    </message>
    <message>
        <source>{name} declares entities of its own, which no score needs, so it is not read: export it again</source>
        <translation>{name} 声明了乐谱并不需要的实体，因此没有读取：请重新导出</translation>
    </message>
    <message>
        <source>{name} is larger than {mebibytes} MiB: split the score</source>
        <translation>{name} 大于 {mebibytes} MiB：请拆分乐谱</translation>
    </message>
    <message>
        <source>{name} is XML but not MusicXML (it begins with &lt;{tag}&gt;): choose a MusicXML file</source>
        <translation>{name} 是 XML 但不是 MusicXML（开头是 &lt;{tag}&gt;）：请选择 MusicXML 文件</translation>
    </message>
    <message>
        <source>the score has {count} voices: only the first {most} sound here</source>
        <translation>乐谱有 {count} 个声部：这里只有前 {most} 个发声</translation>
    </message>
    <message>
        <source>{name} is an archive without a score in it: choose a MusicXML file</source>
        <translation>{name} 是不含乐谱的压缩包：请选择 MusicXML 文件</translation>
    </message>
    <message>
        <source>{name} is locked with a password: unlock it first</source>
        <translation>{name} 有密码保护：请先解锁</translation>
    </message>
    <message>
        <source>a part without a name</source>
        <translation>未命名的声部</translation>
    </message>
    <message>
        <source>{name} is not text (it holds a zero byte at {offset}): choose an ABC file</source>
        <translation>{name} 不是文本（位置 {offset} 处有零字节）：请选择 ABC 文件</translation>
    </message>
    <message>
        <source>{path} is larger than {mebibytes} MiB: split the book</source>
        <translation>{path} 大于 {mebibytes} MiB：请拆分曲集</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}. Nothing was changed; choose another folder</source>
        <translation>无法写入 {path}：{reason}。没有任何更改；请选择其他文件夹</translation>
    </message>
    <message>
        <source>{name} is not text: choose an ABC file</source>
        <translation>{name} 不是文本：请选择 ABC 文件</translation>
    </message>
    <message>
        <source>the version of {name} before this one cannot be kept ({place}: {reason}): make room there, or keep 0 versions</source>
        <translation>无法保留 {name} 的上一个版本（{place}：{reason}）：请在那里腾出空间，或将保留版本数设为 0</translation>
    </message>
    <message>
        <source>what is not saved cannot be kept safe from a crash ({folder}: {reason}): save often, and make room there</source>
        <translation>未保存的内容无法防止因崩溃而丢失（{folder}：{reason}）：请经常保存，并在那里腾出空间</translation>
    </message>
    <message>
        <source>from {lowest} to {highest} is less than a seventh: widen the range</source>
        <translation>从 {lowest} 到 {highest} 不足七度：请扩大音域</translation>
    </message>
    <message>
        <source>{name!r} is no note: write one as in the tune, such as D, b or c&apos;</source>
        <translation>“{name}”不是音符：请像乐曲中那样书写，例如 D、b 或 c&apos;</translation>
    </message>
    <message>
        <source>no bar of {metre} can be filled with notes of {words} alone: allow another length</source>
        <translation>只用时值 {words} 的音符填不满 {metre} 的小节：请允许其他时值</translation>
    </message>
    <message>
        <source>there is no bar {number} to take the rhythm from: the phrase has {count}</source>
        <translation>没有可取节奏的第 {number} 小节：乐句共有 {count} 小节</translation>
    </message>
    <message>
        <source>bar {number} holds {length} and not a full bar of {metre}: take the rhythm from another</source>
        <translation>第 {number} 小节长 {length}，不是完整的 {metre} 小节：请从其他小节取节奏</translation>
    </message>
    <message>
        <source>{word!r} is no note length: write lengths such as 1/8, 1/4, 3/8</source>
        <translation>“{word}”不是时值：请写如 1/8、1/4、3/8</translation>
    </message>
    <message>
        <source>notes of {word} are not written here: use lengths from 1/64 to 2</source>
        <translation>这里不写时值为 {word} 的音符：请使用 1/64 到 2 之间的时值</translation>
    </message>
    <message>
        <source>{path} is of format {found!r}, not {needed!r}: choose a model that this version reads</source>
        <translation>{path} 的格式是“{found}”，而不是“{needed}”：请选择本版本能读取的模型</translation>
    </message>
    <message>
        <source>the model {path} is not what its checksum says: it was changed or cut short; install Segue again</source>
        <translation>模型 {path} 与其校验和不符：它被更改过或不完整；请重新安装 Segue</translation>
    </message>
    <message>
        <source>the model {path} cannot be read ({reason}): choose another, or install Segue again</source>
        <translation>无法读取模型 {path}（{reason}）：请选择其他模型，或重新安装 Segue</translation>
    </message>
    <message>
        <source>{path} is no index of melodies: train the model anew, or install Segue again</source>
        <translation>{path} 不是旋律索引：请重新训练模型，或重新安装 Segue</translation>
    </message>
    <message>
        <source>the index of melodies {path} cannot be read ({reason}): train the model anew, or install Segue again</source>
        <translation>无法读取旋律索引 {path}（{reason}）：请重新训练模型，或重新安装 Segue</translation>
    </message>
    <message>
        <source>the model {name} lacks weights or has others ({reason}): choose one that this version trained</source>
        <translation>模型 {name} 缺少权重或权重不符（{reason}）：请选择由本版本训练的模型</translation>
    </message>
    <message>
        <source>{found} embedding rows where {rows} are needed</source>
        <translation>嵌入有 {found} 行，需要 {rows} 行</translation>
    </message>
    <message>
        <source>bar {number} holds {length} where {target} was announced: {remedy}</source>
        <translation>第 {number} 小节长 {length}，而拍号要求 {target}：{remedy}</translation>
    </message>
    <message>
        <source>put a bar line where the bar is full, or shorten a note</source>
        <translation>请在小节已满处加小节线，或缩短某个音符</translation>
    </message>
    <message>
        <source>add a note or a rest, or lengthen a note</source>
        <translation>请添加音符或休止符，或延长某个音符</translation>
    </message>
    <message>
        <source>join the two halves of a bar</source>
        <translation>合并一个小节的两半</translation>
    </message>
    <message>
        <source>this repeat is never closed: write :| where it ends, or | here</source>
        <translation>此反复没有结束：请在结束处写 :|，或在这里写 |</translation>
    </message>
    <message>
        <source>let a part end here: ||</source>
        <translation>让段落在此结束：||</translation>
    </message>
    <message>
        <source>leave out the repeat</source>
        <translation>去掉反复记号</translation>
    </message>
    <message>
        <source>put a bar line where the bar is full</source>
        <translation>在小节已满处加小节线</translation>
    </message>
    <message>
        <source>{metre} is no metre: write one such as 4/4, 6/8, C| or none</source>
        <translation>{metre} 不是拍号：请写如 4/4、6/8、C| 或 none</translation>
    </message>
    <message>
        <source>{unit} is no unit note length: write one such as 1/8 or 1/16</source>
        <translation>{unit} 不是单位音长：请写如 1/8 或 1/16</translation>
    </message>
    <message>
        <source>{key} is no key: write one such as G, Bb, F#m, Ador or none</source>
        <translation>{key} 不是调：请写如 G、Bb、F#m、Ador 或 none</translation>
    </message>
    <message>
        <source>line {line}, column {column}</source>
        <translation>第 {line} 行，第 {column} 列</translation>
    </message>
    <message>
        <source>{name} is a damaged MIDI file: get it again</source>
        <translation>{name} 是已损坏的 MIDI 文件：请重新获取</translation>
    </message>
    <message>
        <source>{name} is a damaged archive: get the file again</source>
        <translation>{name} 是已损坏的压缩包：请重新获取该文件</translation>
    </message>
    <message>
        <source>{name} is not well-formed XML ({place}): is it cut short?</source>
        <translation>{name} 不是格式正确的 XML（{place}）：文件是否不完整？</translation>
    </message>
    <message>
        <source>{name} is not well-formed XML: export it again</source>
        <translation>{name} 不是格式正确的 XML：请重新导出</translation>
    </message>
    <message>
        <source>{name} begins like UTF-16 but is not: is it an ABC file?</source>
        <translation>{name} 开头像 UTF-16，但并不是：它是 ABC 文件吗？</translation>
    </message>
    <message>
        <source>{name} is not a model file: choose another, or install Segue again</source>
        <translation>{name} 不是模型文件：请选择其他文件，或重新安装 Segue</translation>
    </message>
    <message>
        <source>the model {path} is damaged: install Segue again</source>
        <translation>模型 {path} 已损坏：请重新安装 Segue</translation>
    </message>
    <message>
        <source>the index of melodies {path} is damaged: install Segue again</source>
        <translation>旋律索引 {path} 已损坏：请重新安装 Segue</translation>
    </message>
    <message>
        <source>{fault} ({place})</source>
        <translation>{fault}（{place}）</translation>
    </message>
    <message>
        <source>the caret stands between a note and its {sign}: move it behind the {sign}</source>
        <translation>光标位于音符与其 {sign} 之间：请移到 {sign} 之后</translation>
    </message>
    <message>
        <source>the caret stands in a comment, where music is not read: move it to a line of music</source>
        <translation>光标位于注释中，那里不读取音乐：请移到乐谱行</translation>
    </message>
    <message>
        <source>the empty line {number} ended the tune: move the caret to the end of the music, or remove the empty line</source>
        <translation>第 {number} 行是空行，乐曲在那里结束：请将光标移到乐谱末尾，或删去空行</translation>
    </message>
    <message>
        <source>{sign} waits for its note: write the note, or remove the accidental</source>
        <translation>{sign} 后面缺少音符：请写出音符，或删去变音记号</translation>
    </message>
    <message>
        <source>the bar line is not finished: write :|, |: or ::</source>
        <translation>小节线没有写完：请写 :|、|: 或 ::</translation>
    </message>
    <message>
        <source>the caret stands in a directive, where music is not read: move it to a line of music</source>
        <translation>光标位于指令中，那里不读取音乐：请移到乐谱行</translation>
    </message>
    <message>
        <source>the caret stands in the header: move it below the K: field ({place})</source>
        <translation>光标位于曲头中：请移到 K: 字段之下（{place}）</translation>
    </message>
    <message>
        <source>the caret stands in a line of lyrics: move it to a line of music</source>
        <translation>光标位于歌词行中：请移到乐谱行</translation>
    </message>
    <message>
        <source>the caret stands in the field {field}, which is no music: move it to a line of music</source>
        <translation>光标位于字段 {field} 中，那里不是音乐：请移到乐谱行</translation>
    </message>
    <message>
        <source>the caret stands inside the chord {chord}: move it before or behind ({place})</source>
        <translation>光标位于和弦音 {chord} 之内：请移到它之前或之后（{place}）</translation>
    </message>
    <message>
        <source>the caret stands in text outside any tune: move it to a line of music</source>
        <translation>光标位于乐曲之外的文字中：请移到乐谱行</translation>
    </message>
    <message>
        <source>the caret stands inside {source}: move it before or behind</source>
        <translation>光标位于 {source} 之内：请移到它之前或之后</translation>
    </message>
    <message>
        <source>{spec!r} is no unit note length: write one such as 1/8 or 1/16</source>
        <translation>“{spec}”不是单位音长：请写如 1/8 或 1/16</translation>
    </message>
    <message>
        <source>{line!r} is no bar line</source>
        <translation>“{line}”不是小节线</translation>
    </message>
    <message>
        <source>remove {source}</source>
        <translation>删去 {source}</translation>
    </message>
    <message>
        <source>the chord [ is not closed: add ]</source>
        <translation>和弦音 [ 没有结束：请加上 ]</translation>
    </message>
    <message>
        <source>the quotation mark is not closed on its line: write &quot; behind the words</source>
        <translation>引号在本行没有结束：请在文字之后写 &quot;</translation>
    </message>
    <message>
        <source>the brace is not closed on its line: write {sign} behind the grace notes</source>
        <translation>花括号在本行没有结束：请在倚音之后写 {sign}</translation>
    </message>
    <message>
        <source>close the chord with ]</source>
        <translation>用 ] 结束和弦音</translation>
    </message>
    <message>
        <source>] closes nothing: remove it, or add [ before it</source>
        <translation>] 没有对应的 [：请删去它，或在前面加上 [</translation>
    </message>
    <message>
        <source>a chord without notes is left out: write notes in it, or remove it</source>
        <translation>没有音符的和弦音会被略去：请在其中写音符，或删去它</translation>
    </message>
    <message>
        <source>{source} is no tuplet: write one such as (3</source>
        <translation>{source} 不是连音：请写如 (3</translation>
    </message>
    <message>
        <source>{source} needs a note before it: write one, or remove it</source>
        <translation>{source} 之前需要音符：请写一个，或删去它</translation>
    </message>
    <message>
        <source>a tie needs a note before it: write one, or remove the -</source>
        <translation>延音线之前需要音符：请写一个，或删去 -</translation>
    </message>
    <message>
        <source>close it with {sign}</source>
        <translation>用 {sign} 结束</translation>
    </message>
    <message>
        <source>{source!r} means nothing here and is left out: remove it</source>
        <translation>“{source}”在这里没有意义，会被略去：请删去它</translation>
    </message>
    <message>
        <source>{source} is no decoration that the standard knows</source>
        <translation>{source} 不是标准中的装饰记号</translation>
    </message>
    <message>
        <source>{source} inside a chord: write it behind the ]</source>
        <translation>{source} 位于和弦音之内：请写在 ] 之后</translation>
    </message>
    <message>
        <source>there is nothing to continue: write a key, such as K:G, and a few notes</source>
        <translation>没有可续写的内容：请写一个调，例如 K:G，以及几个音符</translation>
    </message>
    <message>
        <source>the tune is {count} characters long up to the caret, and at most {most} can be continued: begin each tune with an X: line</source>
        <translation>乐曲到光标处长 {count} 个字符，最多只能续写 {most} 个：请让每首乐曲以 X: 行开头</translation>
    </message>
    <message>
        <source>the caret stands in an overlay (&amp;), which cannot be continued: write its bar line first</source>
        <translation>光标位于叠加声部 (&amp;) 中，无法续写：请先写出它的小节线</translation>
    </message>
    <message>
        <source>a tuplet of this kind cannot be continued from its middle: write its last note first</source>
        <translation>这种连音无法从中间续写：请先写出它的最后一个音</translation>
    </message>
    <message>
        <source>the metre changes inside this bar: finish the bar first</source>
        <translation>拍号在这一小节内改变：请先写完这一小节</translation>
    </message>
    <message>
        <source>the bar is full, and {what} still waits for a note: shorten a note of the bar</source>
        <translation>小节已满，而{what}还缺一个音符：请缩短小节中的某个音符</translation>
    </message>
    <message>
        <source>what is left of the bar ({left} of a whole note) can be filled by no note: finish the bar first</source>
        <translation>小节余下的部分（全音符的 {left}）没有音符能填满：请先写完这一小节</translation>
    </message>
    <message>
        <source>the rest of this tuplet does not fit into the bar: write it first</source>
        <translation>此连音的其余部分放不进小节：请先写完它</translation>
    </message>
    <message>
        <source>a tuplet</source>
        <translation>连音</translation>
    </message>
    <message>
        <source>a &gt; or &lt;</source>
        <translation>“&gt;”或“&lt;”</translation>
    </message>
    <message>
        <source>this phrase holds a rhythm that cannot be continued ({reason}): finish the bar first</source>
        <translation>这个乐句含有无法续写的节奏（{reason}）：请先写完这一小节</translation>
    </message>
    <message>
        <source>it stops inside a token</source>
        <translation>它在记号中间中断</translation>
    </message>
    <message>
        <source>no M: field: read as {metre}</source>
        <translation>没有 M: 字段：按 {metre} 读取</translation>
    </message>
    <message>
        <source>one syllable of this line has no note to be sung to: join it with ~, or leave it out</source>
        <translation>本行有 1 个音节没有对应的音符：请用 ~ 连接，或去掉它</translation>
    </message>
    <message>
        <source>{count} syllables of this line have no note to be sung to: join them with ~, or leave them out</source>
        <translation>本行有 {count} 个音节没有对应的音符：请用 ~ 连接，或去掉它们</translation>
    </message>
    <message>
        <source>no K: field before the music: add one, such as K:G, as the last line of the header</source>
        <translation>音乐之前没有 K: 字段：请在曲头的最后一行加上，例如 K:G</translation>
    </message>
    <message>
        <source>+: goes on with nothing, as there is no field before it: remove it</source>
        <translation>+: 之前没有可接续的字段：请删去它</translation>
    </message>
    <message>
        <source>K:{value} is no key: write one such as K:G, K:Ador or K:Bbm</source>
        <translation>K:{value} 不是调：请写如 K:G、K:Ador 或 K:Bbm</translation>
    </message>
    <message>
        <source>M:{value} is no metre: write one such as M:6/8, M:C or M:none</source>
        <translation>M:{value} 不是拍号：请写如 M:6/8、M:C 或 M:none</translation>
    </message>
    <message>
        <source>L:{value} is no note length: write one such as L:1/8</source>
        <translation>L:{value} 不是音长：请写如 L:1/8</translation>
    </message>
    <message>
        <source>Q:{value} is no tempo: write one such as Q:1/4=120</source>
        <translation>Q:{value} 不是速度：请写如 Q:1/4=120</translation>
    </message>
    <message>
        <source>add K:C</source>
        <translation>加上 K:C</translation>
    </message>
    <message>
        <source>remove it</source>
        <translation>删去它</translation>
    </message>
    <message>
        <source>{spec!r} is no key and no interval: write a key such as Bb or Em, semitones such as +3 or -2, or an interval such as m3, P5 or -P4</source>
        <translation>“{spec}”既不是调也不是音程：请写一个调，如 Bb 或 Em，半音数，如 +3 或 -2，或音程，如 m3、P5 或 -P4</translation>
    </message>
    <message>
        <source>{spec} would need {count} sharps or flats: choose a key with at most seven</source>
        <translation>{spec} 需要 {count} 个升号或降号：请选择最多七个升降号的调</translation>
    </message>
    <message>
        <source>the tune has no key (K:none) to go from: say by how many semitones, such as +3</source>
        <translation>乐曲没有调 (K:none) 可作起点：请写出移动的半音数，例如 +3</translation>
    </message>
    <message>
        <source>{char!r} after a slash</source>
        <translation>斜线之后的“{char}”</translation>
    </message>
    <message>
        <source>{char!r} in state {state}</source>
        <translation>状态 {state} 中的“{char}”</translation>
    </message>
    <message>
        <source>a note length out of range</source>
        <translation>时值超出范围</translation>
    </message>
    <message>
        <source>a note length finer than a tick</source>
        <translation>时值过于细小</translation>
    </message>
    <message>
        <source>{char!r} is no tuplet</source>
        <translation>“{char}”不是连音</translation>
    </message>
    <message>
        <source>{char!r} at the start</source>
        <translation>开头的“{char}”</translation>
    </message>
    <message>
        <source>{char!r} after an accidental</source>
        <translation>变音记号之后的“{char}”</translation>
    </message>
    <message>
        <source>{char!r} in a chord</source>
        <translation>和弦音中的“{char}”</translation>
    </message>
    <message>
        <source>a bar line where a note must follow</source>
        <translation>应有音符处出现小节线</translation>
    </message>
    <message>
        <source>a chord symbol after another</source>
        <translation>和弦标记接着和弦标记</translation>
    </message>
    <message>
        <source>a tuplet in a tuplet</source>
        <translation>连音之中又有连音</translation>
    </message>
    <message>
        <source>{char!r} begins no token</source>
        <translation>“{char}”不是任何记号的开头</translation>
    </message>
    <message>
        <source>the end without a bar line</source>
        <translation>结尾没有小节线</translation>
    </message>
    <message>
        <source>there is no line {line}, column {column}</source>
        <translation>没有第 {line} 行第 {column} 列</translation>
    </message>
    <message>
        <source>there is no setting {name}</source>
        <translation>没有名为 {name} 的设置</translation>
    </message>
    <message>
        <source>{comment!r} cannot be understood ({reason}): take the line out, or put back what was changed in it</source>
        <translation>无法理解“{comment}”（{reason}）：请删去该行，或恢复其中被更改的内容</translation>
    </message>
    <message>
        <source>a word is missing or wrong</source>
        <translation>缺少某个词或有误</translation>
    </message>
    <message>
        <source>tempo scale {tempo_scale} is not a positive number: 1 is the tune&apos;s own tempo</source>
        <translation>速度倍率 {tempo_scale} 不是正数：1 为乐曲自身的速度</translation>
    </message>
    <message>
        <source>tempo scale {scale} is not a positive number: 1 is the tune&apos;s own tempo</source>
        <translation>速度倍率 {scale} 不是正数：1 为乐曲自身的速度</translation>
    </message>
    <message>
        <source>{name} takes no more notes ({reason}): choose another port; the text is not touched</source>
        <translation>{name} 不再接收音符（{reason}）：请选择其他输出；文本未受影响</translation>
    </message>
    <message>
        <source>no MIDI output was found: plug in a device or start a synthesizer</source>
        <translation>未找到 MIDI 输出：请接上设备或启动合成器</translation>
    </message>
    <message>
        <source>{path} cannot be written: its folder does not exist. Choose another place</source>
        <translation>无法写入 {path}：其文件夹不存在。请选择其他位置</translation>
    </message>
    <message>
        <source>{name} has been closed: open it again</source>
        <translation>{name} 已关闭：请重新打开</translation>
    </message>
    <message>
        <source>there is no MIDI output {name!r}: {reason}. The built-in sound needs none</source>
        <translation>没有名为“{name}”的 MIDI 输出：{reason}。内置音源不需要它</translation>
    </message>
    <message>
        <source>the sound device has stopped: plug it in again or choose another port</source>
        <translation>声音设备已停止：请重新接上，或选择其他输出</translation>
    </message>
    <message>
        <source>no MIDI output was found ({reasons}): plug in a device or start a synthesizer</source>
        <translation>未找到 MIDI 输出（{reasons}）：请接上设备或启动合成器</translation>
    </message>
    <message>
        <source>the built-in sound needs miniaudio, which is not installed: run pip install miniaudio, or choose a MIDI port</source>
        <translation>内置音源需要 miniaudio，但没有安装：请运行 pip install miniaudio，或选择 MIDI 输出</translation>
    </message>
    <message>
        <source>there is no MIDI output {name!r}: choose one of {choices}</source>
        <translation>没有名为“{name}”的 MIDI 输出：请选择 {choices} 之一</translation>
    </message>
    <message>
        <source>{name} cannot be opened ({reason}): is another program using it?</source>
        <translation>无法打开 {name}（{reason}）：是否有其他程序正在使用它？</translation>
    </message>
    <message>
        <source>{name} takes no more notes ({reason}): choose another port</source>
        <translation>{name} 不再接收音符（{reason}）：请选择其他输出</translation>
    </message>
    <message>
        <source>MIDI outputs need python-rtmidi, which is not installed: run pip install python-rtmidi</source>
        <translation>MIDI 输出需要 python-rtmidi，但没有安装：请运行 pip install python-rtmidi</translation>
    </message>
    <message>
        <source>{name} is gone: plug it in again or choose another port</source>
        <translation>{name} 已不存在：请重新接上，或选择其他输出</translation>
    </message>
    <message>
        <source>none was found</source>
        <translation>未找到任何输出</translation>
    </message>
    <message>
        <source>every one of these bars is held: let go of one of them</source>
        <translation>这些小节全都被保留：请解除其中一个</translation>
    </message>
    <message>
        <source>bars {first} to {last} cannot be written again: the tune has {count}</source>
        <translation>无法重写第 {first} 到 {last} 小节：乐曲共有 {count} 小节</translation>
    </message>
    <message>
        <source>{word!r} is no length of a held rhythm: write such as 1/8, or z1/8 for a rest</source>
        <translation>“{word}”不是所保留节奏的时值：请写如 1/8，休止符写如 z1/8</translation>
    </message>
    <message>
        <source>bar {number} has a rhythm that cannot be taken over (a tuplet, say): name another bar</source>
        <translation>第 {number} 小节的节奏无法沿用（例如含有连音）：请指定其他小节</translation>
    </message>
    <message>
        <source>bars {first} to {last} cannot be played: the tune has {count}</source>
        <translation>无法播放第 {first} 至 {last} 小节：乐曲共有 {count} 小节</translation>
    </message>
    <message>
        <source>bars {first} to {last} are too short to be played again and again: choose more</source>
        <translation>第 {first} 至 {last} 小节太短，无法反复播放：请多选几个小节</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有这样的文件或文件夹</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>权限不足</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>不允许此操作</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>它是文件夹</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>它不是文件夹</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>超出磁盘配额</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>文件系统只读</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>设备或资源正忙</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>打开的文件过多</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名过长</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>文件过大</translation>
    </message>
    <message>
        <source>Invalid argument</source>
        <translation>参数无效</translation>
    </message>
    <message>
        <source>No such device</source>
        <translation>没有这样的设备</translation>
    </message>
    <message>
        <source>No such device or address</source>
        <translation>没有这样的设备或地址</translation>
    </message>
    <message>
        <source>Too many levels of symbolic links</source>
        <translation>符号链接层数过多</translation>
    </message>
    <message>
        <source>there is no built-in voice {voice!r}: choose one of {choices}</source>
        <translation>没有名为“{voice}”的内置音色：请选择 {choices} 之一</translation>
    </message>
    <message>
        <source>no other music was found for these bars: choose another seed, or a higher temperature</source>
        <translation>没有为这些小节找到别的音乐：请换一个种子，或提高温度</translation>
    </message>
    <message>
        <source>{corpus} holds {count} characters where {least} are needed: add more tunes</source>
        <translation>{corpus} 含有 {count} 个字符，需要 {least} 个：请添加更多乐曲</translation>
    </message>
    <message>
        <source>{name} is {value}: choose 1 or more</source>
        <translation>{name} 为 {value}：请选择 1 或更大的数</translation>
    </message>
    <message>
        <source>{out} cannot be written to ({reason}): choose another folder</source>
        <translation>无法写入 {out}（{reason}）：请选择其他文件夹</translation>
    </message>
    <message>
        <source>{path} is of format {found!r} where {needed!r} is needed: name a model of the article&apos;s recipe</source>
        <translation>{path} 的格式是“{found}”，需要“{needed}”：请指定按文章方法训练的模型</translation>
    </message>
    <message>
        <source>{path} holds weights that are not numbers: train it again</source>
        <translation>{path} 中的权重不是数：请重新训练</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}): choose another place</source>
        <translation>无法写入 {path}（{reason}）：请选择其他位置</translation>
    </message>
    <message>
        <source>there is no model file {path}: name one that exists</source>
        <translation>没有模型文件 {path}：请指定一个存在的文件</translation>
    </message>
    <message>
        <source>{path} is not a whole safetensors file ({reason}): train it again</source>
        <translation>{path} 不是完整的 safetensors 文件（{reason}）：请重新训练</translation>
    </message>
    <message>
        <source>{path} does not hold the article&apos;s network ({reason}): train it again</source>
        <translation>{path} 中没有文章所述的网络（{reason}）：请重新训练</translation>
    </message>
    <message>
        <source>there is no tune with an X: line, a K: line and notes in the text: name a file of ABC tunes</source>
        <translation>文本中没有带 X: 行、K: 行和音符的乐曲：请指定一个 ABC 乐曲文件</translation>
    </message>
    <message>
        <source>the article&apos;s recipe needs torch, which is not installed: pip install &apos;torch&gt;=2.6,&lt;2.14&apos;, then try again</source>
        <translation>文章的方法需要 torch，但没有安装：pip install &apos;torch&gt;=2.6,&lt;2.14&apos;，然后重试</translation>
    </message>
    <message>
        <source>the model knows none of the phrase&apos;s characters: write ABC notation</source>
        <translation>模型不认识乐句中的任何字符：请用 ABC 记谱书写</translation>
    </message>
    <message>
        <source>{corpus} holds no .abc file: name a folder of tunes, or one file</source>
        <translation>{corpus} 中没有 .abc 文件：请指定一个乐曲文件夹或一个文件</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}): name a file that can</source>
        <translation>无法读取 {path}（{reason}）：请指定可以读取的文件</translation>
    </message>
    <message>
        <source>{source} holds no .abc file: name a folder of ABC tunes, or one file</source>
        <translation>{source} 中没有 .abc 文件：请指定一个 ABC 乐曲文件夹或一个文件</translation>
    </message>
    <message>
        <source>the corpus music21 needs the package of that name: pip install music21</source>
        <translation>语料 music21 需要同名的软件包：pip install music21</translation>
    </message>
    <message>
        <source>there is no tune to evaluate: name a file of ABC tunes with one voice each</source>
        <translation>没有可评估的乐曲：请指定一个由单声部 ABC 乐曲组成的文件</translation>
    </message>
    <message>
        <source>there is no recipe {name!r}: choose article, {known}, or name a .toml file</source>
        <translation>没有名为“{name}”的方案：请选择 article、{known}，或指定一个 .toml 文件</translation>
    </message>
    <message>
        <source>{path} is not TOML: {reason}</source>
        <translation>{path} 不是 TOML：{reason}</translation>
    </message>
    <message>
        <source>{path} lacks a value or has one too many: {reason}</source>
        <translation>{path} 缺少或多出一个值：{reason}</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}): there is no training to resume; leave out --resume</source>
        <translation>无法读取 {path}（{reason}）：没有可继续的训练；请去掉 --resume</translation>
    </message>
    <message>
        <source>{path} is of another recipe, corpus, seed or number of epochs: resume with those, or leave out --resume to begin anew</source>
        <translation>{path} 属于另一个方案、语料、种子或轮数：请用原来的设置继续，或去掉 --resume 从头开始</translation>
    </message>
    <message>
        <source>{path} is damaged ({reason}): leave out --resume to begin anew</source>
        <translation>{path} 已损坏（{reason}）：请去掉 --resume 从头开始</translation>
    </message>
    <message>
        <source>{out} exists already and is not overwritten: choose another name</source>
        <translation>{out} 已经存在，不会覆盖：请选择其他名称</translation>
    </message>
    <message>
        <source>{source} holds {count} usable tunes where teaching needs {fewest} (one voice, a key, notes): add more{unread}</source>
        <translation>{source} 中有 {count} 首可用的乐曲，训练需要 {fewest} 首（单声部、有调、有音符）：请添加更多{unread}</translation>
    </message>
    <message>
        <source>; not read: {files}</source>
        <translation>；未读取：{files}</translation>
    </message>
    <message>
        <source>{out} cannot be written: {reason}; choose another place</source>
        <translation>无法写入 {out}：{reason}；请选择其他位置</translation>
    </message>
    <message>
        <source>{corpus} holds {count} usable tunes where training needs {fewest}: name a larger collection</source>
        <translation>{corpus} 中有 {count} 首可用的乐曲，训练需要 {fewest} 首：请指定更大的曲集</translation>
    </message>
    <message>
        <source>{folder} cannot be written: {reason}; choose another folder</source>
        <translation>无法写入 {folder}：{reason}；请选择其他文件夹</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}; make room, then resume</source>
        <translation>无法写入 {path}：{reason}；请腾出空间，然后继续</translation>
    </message>
    <message>
        <source>Segue made a mistake of its own ({kind}: {reason}); your text is untouched. Please report it with the phrase that led to it</source>
        <translation>Segue 自身出错（{kind}：{reason}）；您的文本未受影响。请连同引起错误的乐句一起报告</translation>
    </message>
    <message>
        <source>there is no model: install Segue again</source>
        <translation>没有模型：请重新安装 Segue</translation>
    </message>
    <message>
        <source>the engine cannot be loaded ({reason}): install Segue again</source>
        <translation>无法载入引擎（{reason}）：请重新安装 Segue</translation>
    </message>
    <message>
        <source>{path} is open in another tab: close that one first, or choose another name</source>
        <translation>{path} 已在另一个标签页中打开：请先关闭那个标签页，或换一个名称</translation>
    </message>
    <message>
        <source>tune {number}: {reason}</source>
        <translation>第 {number} 首乐曲：{reason}</translation>
    </message>
    <message>
        <source>no temporary file can be written ({reason}): make room on the disk</source>
        <translation>无法写入临时文件（{reason}）：请在磁盘上腾出空间</translation>
    </message>
    <message>
        <source>{printer} takes no pages: see whether it is switched on, or choose another printer</source>
        <translation>{printer} 不接受页面：请检查它是否已开启，或选择其他打印机</translation>
    </message>
    <message>
        <source>{name} was not saved: another program changed it. Reload it, or keep yours and save again</source>
        <translation>{name} 没有保存：其他程序已更改了它。请重新载入，或保留您的版本后再次保存</translation>
    </message>
</context>
<context>
    <name>Entries</name>
    <message>
        <source>trill</source>
        <translation>颤音</translation>
    </message>
    <message>
        <source>Irish roll</source>
        <translation>爱尔兰滚音</translation>
    </message>
    <message>
        <source>short, detached</source>
        <translation>短而断开</translation>
    </message>
    <message>
        <source>held to its full length</source>
        <translation>保持足时值</translation>
    </message>
    <message>
        <source>accent: &gt;</source>
        <translation>重音：&gt;</translation>
    </message>
    <message>
        <source>strong accent: ^</source>
        <translation>强重音：^</translation>
    </message>
    <message>
        <source>pause</source>
        <translation>延长记号</translation>
    </message>
    <message>
        <source>pause, below the staff</source>
        <translation>延长记号，写在谱表下方</translation>
    </message>
    <message>
        <source>mordent with the note below</source>
        <translation>下波音</translation>
    </message>
    <message>
        <source>mordent with the note above</source>
        <translation>上波音</translation>
    </message>
    <message>
        <source>turn: above, note, below, note</source>
        <translation>回音：上、本、下、本</translation>
    </message>
    <message>
        <source>turn with a stroke through it</source>
        <translation>带斜线的回音</translation>
    </message>
    <message>
        <source>turn from below</source>
        <translation>从下方开始的回音</translation>
    </message>
    <message>
        <source>turn from below, with a stroke</source>
        <translation>从下方开始的回音，带斜线</translation>
    </message>
    <message>
        <source>the chord is broken</source>
        <translation>琶音</translation>
    </message>
    <message>
        <source>slide up to the note</source>
        <translation>滑入该音</translation>
    </message>
    <message>
        <source>very short</source>
        <translation>很短的断奏</translation>
    </message>
    <message>
        <source>up bow</source>
        <translation>上弓</translation>
    </message>
    <message>
        <source>down bow</source>
        <translation>下弓</translation>
    </message>
    <message>
        <source>open string, or harmonic</source>
        <translation>空弦或泛音</translation>
    </message>
    <message>
        <source>thumb position of a cello</source>
        <translation>大提琴拇指位</translation>
    </message>
    <message>
        <source>string snapped against the board</source>
        <translation>拨弦打指板</translation>
    </message>
    <message>
        <source>plucked by the left hand, or stopped: +</source>
        <translation>左手拨弦或阻塞音：+</translation>
    </message>
    <message>
        <source>soft</source>
        <translation>弱</translation>
    </message>
    <message>
        <source>very soft</source>
        <translation>很弱</translation>
    </message>
    <message>
        <source>as soft as can be</source>
        <translation>最弱</translation>
    </message>
    <message>
        <source>softer still</source>
        <translation>极弱</translation>
    </message>
    <message>
        <source>rather soft</source>
        <translation>中弱</translation>
    </message>
    <message>
        <source>rather loud</source>
        <translation>中强</translation>
    </message>
    <message>
        <source>loud</source>
        <translation>强</translation>
    </message>
    <message>
        <source>very loud</source>
        <translation>很强</translation>
    </message>
    <message>
        <source>as loud as can be</source>
        <translation>最强</translation>
    </message>
    <message>
        <source>louder still</source>
        <translation>极强</translation>
    </message>
    <message>
        <source>suddenly loud</source>
        <translation>突强</translation>
    </message>
    <message>
        <source>growing louder, from here</source>
        <translation>渐强，从此开始</translation>
    </message>
    <message>
        <source>growing louder, up to here</source>
        <translation>渐强，到此为止</translation>
    </message>
    <message>
        <source>growing softer, from here</source>
        <translation>渐弱，从此开始</translation>
    </message>
    <message>
        <source>growing softer, up to here</source>
        <translation>渐弱，到此为止</translation>
    </message>
    <message>
        <source>the sign to which D.S. goes back</source>
        <translation>D.S. 返回的记号</translation>
    </message>
    <message>
        <source>the sign of the coda</source>
        <translation>尾声记号</translation>
    </message>
    <message>
        <source>the end, after D.C. or D.S.</source>
        <translation>结束，用于 D.C. 或 D.S. 之后</translation>
    </message>
    <message>
        <source>again from the beginning</source>
        <translation>从头反复</translation>
    </message>
    <message>
        <source>again from the sign</source>
        <translation>从记号处反复</translation>
    </message>
    <message>
        <source>again from the beginning, up to fine</source>
        <translation>从头反复，到 Fine 结束</translation>
    </message>
    <message>
        <source>from here to the coda, on the way back</source>
        <translation>返回演奏时从这里跳到尾声</translation>
    </message>
    <message>
        <source>again from the beginning, then the coda</source>
        <translation>从头反复，然后接尾声</translation>
    </message>
    <message>
        <source>again from the sign, up to fine</source>
        <translation>从记号处反复，到 Fine 结束</translation>
    </message>
    <message>
        <source>again from the sign, then the coda</source>
        <translation>从记号处反复，然后接尾声</translation>
    </message>
    <message>
        <source>short stroke down from the staff: a phrase ends</source>
        <translation>谱表上的短竖线：乐句结束</translation>
    </message>
    <message>
        <source>the same, longer</source>
        <translation>同上，较长</translation>
    </message>
    <message>
        <source>the same, longest</source>
        <translation>同上，最长</translation>
    </message>
    <message>
        <source>breathe here</source>
        <translation>在此换气</translation>
    </message>
    <message>
        <source>long trill, from here</source>
        <translation>长颤音，从此开始</translation>
    </message>
    <message>
        <source>long trill, up to here</source>
        <translation>长颤音，到此为止</translation>
    </message>
    <message>
        <source>an octave higher, from here</source>
        <translation>高八度，从此开始</translation>
    </message>
    <message>
        <source>an octave higher, up to here</source>
        <translation>高八度，到此为止</translation>
    </message>
    <message>
        <source>an octave lower, from here</source>
        <translation>低八度，从此开始</translation>
    </message>
    <message>
        <source>an octave lower, up to here</source>
        <translation>低八度，到此为止</translation>
    </message>
    <message>
        <source>two octaves higher, from here</source>
        <translation>高两个八度，从此开始</translation>
    </message>
    <message>
        <source>two octaves higher, up to here</source>
        <translation>高两个八度，到此为止</translation>
    </message>
    <message>
        <source>pedal down</source>
        <translation>踩下踏板</translation>
    </message>
    <message>
        <source>pedal up</source>
        <translation>放开踏板</translation>
    </message>
    <message>
        <source>accidental above the note: the editor&apos;s</source>
        <translation>音符上方的变音记号：编订者所加</translation>
    </message>
    <message>
        <source>accidental in brackets: a reminder</source>
        <translation>括号中的变音记号：提示</translation>
    </message>
    <message>
        <source>finger 0, open string</source>
        <translation>指法 0，空弦</translation>
    </message>
    <message>
        <source>finger 1</source>
        <translation>指法 1</translation>
    </message>
    <message>
        <source>finger 2</source>
        <translation>指法 2</translation>
    </message>
    <message>
        <source>finger 3</source>
        <translation>指法 3</translation>
    </message>
    <message>
        <source>finger 4</source>
        <translation>指法 4</translation>
    </message>
    <message>
        <source>finger 5</source>
        <translation>指法 5</translation>
    </message>
    <message>
        <source>tremolo, one stroke</source>
        <translation>震音，一条斜线</translation>
    </message>
    <message>
        <source>tremolo, two strokes</source>
        <translation>震音，两条斜线</translation>
    </message>
    <message>
        <source>tremolo, three strokes</source>
        <translation>震音，三条斜线</translation>
    </message>
    <message>
        <source>one beam is broken here</source>
        <translation>一条符杠在此断开</translation>
    </message>
    <message>
        <source>two beams are broken here</source>
        <translation>两条符杠在此断开</translation>
    </message>
    <message>
        <source>the bracket of an ending stops here</source>
        <translation>房子括线在此结束</translation>
    </message>
    <message>
        <source>the stem goes up to the note above</source>
        <translation>符干连到上方的音符</translation>
    </message>
    <message>
        <source>number of the tune; begins it</source>
        <translation>乐曲编号；乐曲由此开始</translation>
    </message>
    <message>
        <source>title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>composer</source>
        <translation>作曲者</translation>
    </message>
    <message>
        <source>origin</source>
        <translation>来源地</translation>
    </message>
    <message>
        <source>rhythm, such as reel or jig</source>
        <translation>节奏类型，如 reel 或 jig</translation>
    </message>
    <message>
        <source>metre</source>
        <translation>拍号</translation>
    </message>
    <message>
        <source>unit note length</source>
        <translation>单位音长</translation>
    </message>
    <message>
        <source>tempo</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>key; ends the header</source>
        <translation>调；曲头到此结束</translation>
    </message>
    <message>
        <source>parts: their order, or the name of one</source>
        <translation>段落：顺序，或某一段的名称</translation>
    </message>
    <message>
        <source>voice</source>
        <translation>声部</translation>
    </message>
    <message>
        <source>words under the notes of the line above</source>
        <translation>写在上一行音符下方的歌词</translation>
    </message>
    <message>
        <source>words below the tune</source>
        <translation>写在乐曲下方的歌词</translation>
    </message>
    <message>
        <source>author of the words</source>
        <translation>词作者</translation>
    </message>
    <message>
        <source>book</source>
        <translation>曲集</translation>
    </message>
    <message>
        <source>recordings</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>address of a file</source>
        <translation>文件地址</translation>
    </message>
    <message>
        <source>group, such as the instrument</source>
        <translation>分组，如乐器</translation>
    </message>
    <message>
        <source>history</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>instruction to programs</source>
        <translation>给程序的指令</translation>
    </message>
    <message>
        <source>macro</source>
        <translation>宏</translation>
    </message>
    <message>
        <source>notes about the tune</source>
        <translation>关于乐曲的说明</translation>
    </message>
    <message>
        <source>remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>source</source>
        <translation>出处</translation>
    </message>
    <message>
        <source>line of symbols under the music</source>
        <translation>乐谱下方的符号行</translation>
    </message>
    <message>
        <source>a letter that stands for a decoration</source>
        <translation>代表某个装饰的字母</translation>
    </message>
    <message>
        <source>who wrote it down</source>
        <translation>记谱者</translation>
    </message>
    <message>
        <source>goes on with the field above</source>
        <translation>接续上一个字段</translation>
    </message>
    <message>
        <source>four crotchets: reels, hornpipes, marches</source>
        <translation>四个四分音符：里尔、角笛、进行曲</translation>
    </message>
    <message>
        <source>two crotchets: polkas</source>
        <translation>两个四分音符：波尔卡</translation>
    </message>
    <message>
        <source>three crotchets: waltzes, mazurkas</source>
        <translation>三个四分音符：圆舞曲、玛祖卡</translation>
    </message>
    <message>
        <source>two dotted crotchets: jigs</source>
        <translation>两个附点四分音符：吉格</translation>
    </message>
    <message>
        <source>three dotted crotchets: slip jigs</source>
        <translation>三个附点四分音符：滑步吉格</translation>
    </message>
    <message>
        <source>four dotted crotchets: slides</source>
        <translation>四个附点四分音符：slide</translation>
    </message>
    <message>
        <source>three quavers</source>
        <translation>三个八分音符</translation>
    </message>
    <message>
        <source>two minims</source>
        <translation>两个二分音符</translation>
    </message>
    <message>
        <source>three minims: old hornpipes, sarabandes</source>
        <translation>三个二分音符：古角笛、萨拉班德</translation>
    </message>
    <message>
        <source>4/4, written as C</source>
        <translation>4/4，写作 C</translation>
    </message>
    <message>
        <source>2/2, written as C with a stroke</source>
        <translation>2/2，写作带竖线的 C</translation>
    </message>
    <message>
        <source>five crotchets</source>
        <translation>五个四分音符</translation>
    </message>
    <message>
        <source>five quavers</source>
        <translation>五个八分音符</translation>
    </message>
    <message>
        <source>seven quavers</source>
        <translation>七个八分音符</translation>
    </message>
    <message>
        <source>seven quavers, grouped</source>
        <translation>七个八分音符，分组</translation>
    </message>
    <message>
        <source>free: bars of any length</source>
        <translation>自由：小节长度不限</translation>
    </message>
    <message>
        <source>a note without a number is a quaver</source>
        <translation>不带数字的音符为八分音符</translation>
    </message>
    <message>
        <source>a note without a number is a crotchet</source>
        <translation>不带数字的音符为四分音符</translation>
    </message>
    <message>
        <source>a note without a number is a semiquaver</source>
        <translation>不带数字的音符为十六分音符</translation>
    </message>
    <message>
        <source>a note without a number is a minim</source>
        <translation>不带数字的音符为二分音符</translation>
    </message>
    <message>
        <source>a note without a number is a demisemiquaver</source>
        <translation>不带数字的音符为三十二分音符</translation>
    </message>
    <message>
        <source>a note without a number is a semibreve</source>
        <translation>不带数字的音符为全音符</translation>
    </message>
    <message>
        <source>4/4, even and quick</source>
        <translation>4/4，均匀而快</translation>
    </message>
    <message>
        <source>6/8</source>
        <translation>6/8</translation>
    </message>
    <message>
        <source>9/8</source>
        <translation>9/8</translation>
    </message>
    <message>
        <source>4/4, its quavers long and short</source>
        <translation>4/4，八分音符一长一短</translation>
    </message>
    <message>
        <source>2/4</source>
        <translation>2/4</translation>
    </message>
    <message>
        <source>12/8</source>
        <translation>12/8</translation>
    </message>
    <message>
        <source>3/4</source>
        <translation>3/4</translation>
    </message>
    <message>
        <source>4/4 or 6/8</source>
        <translation>4/4 或 6/8</translation>
    </message>
    <message>
        <source>4/4, with short notes first</source>
        <translation>4/4，短音在前</translation>
    </message>
    <message>
        <source>3/4, with weight on the second beat</source>
        <translation>3/4，重心在第二拍</translation>
    </message>
    <message>
        <source>4/4 or 2/4</source>
        <translation>4/4 或 2/4</translation>
    </message>
    <message>
        <source>4/4, easy</source>
        <translation>4/4，从容</translation>
    </message>
    <message>
        <source>slow, freely sung</source>
        <translation>缓慢，自由演唱</translation>
    </message>
    <message>
        <source>with words</source>
        <translation>带歌词</translation>
    </message>
    <message>
        <source>9/8, light</source>
        <translation>9/8，轻快</translation>
    </message>
    <message>
        <source>2/4 or 3/8</source>
        <translation>2/4 或 3/8</translation>
    </message>
    <message>
        <source>3/4, Swedish</source>
        <translation>3/4，瑞典</translation>
    </message>
    <message>
        <source>3/4, stately</source>
        <translation>3/4，庄重</translation>
    </message>
    <message>
        <source>120 crotchets a minute</source>
        <translation>每分钟 120 个四分音符</translation>
    </message>
    <message>
        <source>90 crotchets a minute</source>
        <translation>每分钟 90 个四分音符</translation>
    </message>
    <message>
        <source>180 crotchets a minute: a quick waltz</source>
        <translation>每分钟 180 个四分音符：快圆舞曲</translation>
    </message>
    <message>
        <source>120 dotted crotchets a minute: a jig</source>
        <translation>每分钟 120 个附点四分音符：吉格</translation>
    </message>
    <message>
        <source>100 minims a minute: a reel</source>
        <translation>每分钟 100 个二分音符：里尔</translation>
    </message>
    <message>
        <source>180 quavers a minute</source>
        <translation>每分钟 180 个八分音符</translation>
    </message>
    <message>
        <source>a word and a number</source>
        <translation>文字加数字</translation>
    </message>
    <message>
        <source>at a walking pace</source>
        <translation>行板</translation>
    </message>
    <message>
        <source>slow</source>
        <translation>慢</translation>
    </message>
    <message>
        <source>a word alone</source>
        <translation>只有文字</translation>
    </message>
    <message>
        <source>G clef</source>
        <translation>高音谱号</translation>
    </message>
    <message>
        <source>F clef</source>
        <translation>低音谱号</translation>
    </message>
    <message>
        <source>C clef on the middle line</source>
        <translation>中音谱号（C 谱号在第三线）</translation>
    </message>
    <message>
        <source>C clef on the fourth line</source>
        <translation>次中音谱号（C 谱号在第四线）</translation>
    </message>
    <message>
        <source>G clef, sounding an octave lower</source>
        <translation>低八度高音谱号</translation>
    </message>
    <message>
        <source>percussion</source>
        <translation>打击乐</translation>
    </message>
    <message>
        <source>name of a voice, in quotation marks</source>
        <translation>声部名称，写在引号中</translation>
    </message>
    <message>
        <source>octaves higher or lower than written</source>
        <translation>比记谱高或低的八度数</translation>
    </message>
    <message>
        <source>semitones that the sound is moved by</source>
        <translation>发声移动的半音数</translation>
    </message>
    <message>
        <source>only the accidentals that follow, such as ^f</source>
        <translation>只有后面的变音记号，如 ^f</translation>
    </message>
    <message>
        <source>instrument, 0 to 127</source>
        <translation>乐器，0 到 127</translation>
    </message>
    <message>
        <source>instrument of the chord symbols</source>
        <translation>和弦标记的乐器</translation>
    </message>
    <message>
        <source>instrument of their bass</source>
        <translation>其低音的乐器</translation>
    </message>
    <message>
        <source>rhythm of the chord symbols</source>
        <translation>和弦标记的节奏</translation>
    </message>
    <message>
        <source>which voices share a staff, and braces</source>
        <translation>哪些声部共用谱表，以及大括线</translation>
    </message>
    <message>
        <source>the same in an older form</source>
        <translation>同上，旧写法</translation>
    </message>
    <message>
        <source>numbers of bars: 0 at each line, N at every Nth bar</source>
        <translation>小节号：0 为每行，N 为每 N 小节</translation>
    </message>
    <message>
        <source>begins a page</source>
        <translation>开始新页</translation>
    </message>
    <message>
        <source>room between lines, such as 1cm</source>
        <translation>行间距，如 1cm</translation>
    </message>
    <message>
        <source>size of the staff, such as 0.8</source>
        <translation>谱表大小，如 0.8</translation>
    </message>
    <message>
        <source>makes the last line as wide as the others</source>
        <translation>让最后一行与其他行同宽</translation>
    </message>
    <message>
        <source>font of titles</source>
        <translation>标题字体</translation>
    </message>
    <message>
        <source>a line of words</source>
        <translation>一行文字</translation>
    </message>
    <message>
        <source>a line of words in the middle</source>
        <translation>居中的一行文字</translation>
    </message>
    <message>
        <source>lines of words, up to %%endtext</source>
        <translation>多行文字，直到 %%endtext</translation>
    </message>
    <message>
        <source>ends the lines of words</source>
        <translation>文字行结束</translation>
    </message>
    <message>
        <source>what breaks a line, such as $</source>
        <translation>用什么换行，如 $</translation>
    </message>
    <message>
        <source>how far accidentals hold: not, octave or pitch</source>
        <translation>变音记号的作用范围：not、octave 或 pitch</translation>
    </message>
    <message>
        <source>major</source>
        <translation>大调</translation>
    </message>
    <message>
        <source>minor</source>
        <translation>小调</translation>
    </message>
    <message>
        <source>dorian</source>
        <translation>多利亚调式</translation>
    </message>
    <message>
        <source>mixolydian</source>
        <translation>混合利底亚调式</translation>
    </message>
    <message>
        <source>phrygian</source>
        <translation>弗里几亚调式</translation>
    </message>
    <message>
        <source>lydian</source>
        <translation>利底亚调式</translation>
    </message>
    <message>
        <source>locrian</source>
        <translation>洛克里亚调式</translation>
    </message>
    <message>
        <source>no key signature</source>
        <translation>无调号</translation>
    </message>
    <message>
        <source>Highland pipes</source>
        <translation>高地风笛</translation>
    </message>
    <message>
        <source>{numeral} of {key}</source>
        <translation>{key} 的 {numeral} 级</translation>
    </message>
    <message>
        <source>major chord</source>
        <translation>大三和弦</translation>
    </message>
    <message>
        <source>minor chord</source>
        <translation>小三和弦</translation>
    </message>
    <message>
        <source>dominant seventh</source>
        <translation>属七和弦</translation>
    </message>
    <message>
        <source>minor seventh</source>
        <translation>小七和弦</translation>
    </message>
    <message>
        <source>major seventh</source>
        <translation>大七和弦</translation>
    </message>
    <message>
        <source>diminished chord</source>
        <translation>减三和弦</translation>
    </message>
    <message>
        <source>fourth in place of the third</source>
        <translation>以四度代替三度</translation>
    </message>
    <message>
        <source>augmented chord</source>
        <translation>增三和弦</translation>
    </message>
    <message>
        <source>no sharps or flats</source>
        <translation>没有升降号</translation>
    </message>
    <message>
        <source>one sharp</source>
        <translation>一个升号</translation>
    </message>
    <message>
        <source>one flat</source>
        <translation>一个降号</translation>
    </message>
    <message>
        <source>{count} sharps</source>
        <translation>{count} 个升号</translation>
    </message>
    <message>
        <source>{count} flats</source>
        <translation>{count} 个降号</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>What will be written</source>
        <translation>将要写出的内容</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Tunes</source>
        <translation>乐曲(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>Fi&amp;le name</source>
        <translation>文件名(&amp;L)</translation>
    </message>
    <message>
        <source>F&amp;older</source>
        <translation>文件夹(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Replace and export</source>
        <translation>替换并导出(&amp;R)</translation>
    </message>
    <message>
        <source>Give the file a name.</source>
        <translation>请给文件起名。</translation>
    </message>
    <message>
        <source>A file cannot be called so: write letters, digits, hyphens.</source>
        <translation>文件不能这样命名：请使用文字、数字或连字符。</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>没有这个文件夹。</translation>
    </message>
    <message>
        <source>This file is open as a text: choose another name.</source>
        <translation>此文件已作为文本打开：请选择其他名称。</translation>
    </message>
    <message>
        <source>{name} is there already.</source>
        <translation>{name} 已存在。</translation>
    </message>
    <message>
        <source>{count} files, one a tune: {first} to {last}.</source>
        <translation>{count} 个文件，每首乐曲一个：{first} 到 {last}。</translation>
    </message>
    <message>
        <source>{count} of them are there already.</source>
        <translation>其中 {count} 个已存在。</translation>
    </message>
</context>
<context>
    <name>ExportOptions</name>
    <message>
        <source>Letter</source>
        <translation>信纸</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> 毫米</translation>
    </message>
    <message>
        <source>How high five lines are; smaller staves put more bars on a line</source>
        <translation>五线谱的高度；谱表越小，一行的小节越多</translation>
    </message>
    <message>
        <source> dots an inch</source>
        <translation> 点/英寸</translation>
    </message>
    <message>
        <source>How fast, against the tune&apos;s own tempo</source>
        <translation>相对于乐曲自身速度的快慢</translation>
    </message>
    <message>
        <source>T&amp;itles, composers, and words below the tunes</source>
        <translation>标题、作曲者和乐曲下方的歌词(&amp;I)</translation>
    </message>
    <message>
        <source>Page n&amp;umbers, if there are several pages</source>
        <translation>有多页时加页码(&amp;U)</translation>
    </message>
    <message>
        <source>Begin a p&amp;age with each tune</source>
        <translation>每首乐曲另起一页(&amp;A)</translation>
    </message>
    <message>
        <source>Sound the c&amp;hord symbols</source>
        <translation>让和弦标记发声(&amp;H)</translation>
    </message>
    <message>
        <source>S&amp;wing hornpipes</source>
        <translation>角笛舞曲摇摆(&amp;W)</translation>
    </message>
    <message>
        <source>Write every tune a&amp;new, in one clean manner</source>
        <translation>将每首乐曲重新写得规整(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Paper</source>
        <translation>纸张(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Resolution</source>
        <translation>分辨率(&amp;R)</translation>
    </message>
    <message>
        <source>Height of a &amp;staff</source>
        <translation>谱表高度(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Instrument</source>
        <translation>乐器(&amp;I)</translation>
    </message>
    <message>
        <source>Te&amp;mpo</source>
        <translation>速度(&amp;M)</translation>
    </message>
</context>
<context>
    <name>ExportRun</name>
    <message>
        <source>Engraving tune {number} of {count}…</source>
        <translation>正在制谱第 {number} 首，共 {count} 首…</translation>
    </message>
    <message>
        <source>Writing tune {number} of {count}…</source>
        <translation>正在写出第 {number} 首，共 {count} 首…</translation>
    </message>
    <message>
        <source>tune {number}: {reason}</source>
        <translation>第 {number} 首乐曲：{reason}</translation>
    </message>
    <message>
        <source>Drawing page {number} of {count}…</source>
        <translation>正在绘制第 {number} 页，共 {count} 页…</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>{name} is still being written: wait, or cancel it</source>
        <translation>{name} 仍在写出：请等待，或取消</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>tunes</source>
        <translation>乐曲</translation>
    </message>
    <message>
        <source>Export cancelled: nothing was written</source>
        <translation>已取消导出：没有写出任何内容</translation>
    </message>
    <message>
        <source>Export cancelled: {count} files were written before</source>
        <translation>已取消导出：此前已写出 {count} 个文件</translation>
    </message>
    <message>
        <source>Exported {count} files: {first} to {last}</source>
        <translation>已导出 {count} 个文件：{first} 到 {last}</translation>
    </message>
    <message>
        <source>Left out: {tunes}</source>
        <translation>未包括：{tunes}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>以及另外 {count} 首</translation>
    </message>
    <message>
        <source>Exported {name}</source>
        <translation>已导出 {name}</translation>
    </message>
</context>
<context>
    <name>FilterField</name>
    <message>
        <source>words K:G notes:GB</source>
        <translation>文字 K:G notes:GB</translation>
    </message>
    <message>
        <source>Words of the header; fields, such as C:Trad. M:3/4 K:Am; or a run of notes, found in every key: notes: GBd gfe</source>
        <translation>曲头中的文字；字段，如 C:Trad. M:3/4 K:Am；或一串音符，在任何调中都能找到：notes: GBd gfe</translation>
    </message>
    <message>
        <source>Narrow the tunes down</source>
        <translation>缩小乐曲范围</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>&amp;Case</source>
        <translation>大小写(&amp;C)</translation>
    </message>
    <message>
        <source>Small and capital letters are different</source>
        <translation>大写和小写字母视为不同</translation>
    </message>
    <message>
        <source>&amp;Word</source>
        <translation>整词(&amp;W)</translation>
    </message>
    <message>
        <source>Whole words only</source>
        <translation>只匹配整个词</translation>
    </message>
    <message>
        <source>E&amp;xpression</source>
        <translation>正则(&amp;X)</translation>
    </message>
    <message>
        <source>A regular expression: . * + ? [ ] ( ) | ^ $ \d \w. Replace knows \1 to \9, \n and \t</source>
        <translation>正则表达式：. * + ? [ ] ( ) | ^ $ \d \w。替换内容可用 \1 到 \9、\n 和 \t</translation>
    </message>
    <message>
        <source>In &amp;selection</source>
        <translation>选区内(&amp;S)</translation>
    </message>
    <message>
        <source>Only in what was selected</source>
        <translation>只在所选内容中</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>替换(&amp;R)</translation>
    </message>
    <message>
        <source>Replace &amp;all</source>
        <translation>全部替换(&amp;A)</translation>
    </message>
    <message>
        <source>Previous (Shift+F3)</source>
        <translation>上一个 (Shift+F3)</translation>
    </message>
    <message>
        <source>Next (F3)</source>
        <translation>下一个 (F3)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message numerus="yes">
        <source>%n place(s) replaced</source>
        <translation>
            <numerusform>已替换 %n 处</numerusform>
        </translation>
    </message>
    <message>
        <source>This expression makes no sense at character {place}: {reason}</source>
        <translation>此表达式在第 {place} 个字符处有误：{reason}</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>{index} of {count}</source>
        <translation>第 {index} 处，共 {count} 处</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>找到 {count} 处</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Press {key}: Segue plays this opening and goes on with it. Tab keeps what it writes, {help} lists all keys.</source>
        <translation>按 {key}：Segue 会播放这段开头并接着续写。Tab 采纳续写的内容，{help} 列出所有快捷键。</translation>
    </message>
</context>
<context>
    <name>GhostReader</name>
    <message>
        <source>The proposal</source>
        <translation>续写建议</translation>
    </message>
    <message>
        <source>The proposal as plain text</source>
        <translation>纯文本形式的续写建议</translation>
    </message>
    <message>
        <source>&amp;Accept all</source>
        <translation>全部采纳(&amp;A)</translation>
    </message>
</context>
<context>
    <name>GhostTakes</name>
    <message>
        <source>There is no further take of these bars: write them again</source>
        <translation>这些小节没有更多候选：请重写</translation>
    </message>
    <message>
        <source>Nothing has been tried here yet</source>
        <translation>此处尚未尝试过</translation>
    </message>
    <message>
        <source>This is the first take</source>
        <translation>这是第一个候选</translation>
    </message>
    <message>
        <source>The text that this take continued has changed: undo to come back to it</source>
        <translation>此候选所续的文本已更改：撤销即可回到原处</translation>
    </message>
    <message>
        <source>Take {number} of {count}</source>
        <translation>候选 {number}，共 {count} 个</translation>
    </message>
    <message>
        <source>{take}, seed {seed}. {keys}</source>
        <translation>{take}，种子 {seed}。{keys}</translation>
    </message>
    <message>
        <source>Proposed: {text}</source>
        <translation>建议：{text}</translation>
    </message>
</context>
<context>
    <name>Gutter</name>
    <message>
        <source>Unfold the tune</source>
        <translation>展开乐曲</translation>
    </message>
    <message>
        <source>Fold the tune</source>
        <translation>折叠乐曲</translation>
    </message>
</context>
<context>
    <name>Hearing</name>
    <message>
        <source>In the proposal {what}</source>
        <translation>建议中{what}</translation>
    </message>
    <message>
        <source>{bits} bits: {words}</source>
        <translation>{bits} 比特：{words}</translation>
    </message>
    <message>
        <source>bar {number}: {words}</source>
        <translation>第 {number} 小节：{words}</translation>
    </message>
</context>
<context>
    <name>HitModel</name>
    <message>
        <source>Nearly the same</source>
        <translation>几乎相同</translation>
    </message>
    <message numerus="yes">
        <source>%n tune(s)</source>
        <translation>
            <numerusform>%n 首乐曲</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HitView</name>
    <message>
        <source>Tunes that were found</source>
        <translation>找到的乐曲</translation>
    </message>
</context>
<context>
    <name>Holding</name>
    <message>
        <source>There is no bar here to hold</source>
        <translation>这里没有可保留的小节</translation>
    </message>
    <message>
        <source>Let go of bar {bars}</source>
        <translation>不再保留第 {bars} 小节</translation>
    </message>
    <message>
        <source>Bar {bars} is held</source>
        <translation>已保留第 {bars} 小节</translation>
    </message>
    <message>
        <source>Let go of bars {bars}</source>
        <translation>不再保留第 {bars} 小节</translation>
    </message>
    <message>
        <source>Bars {bars} are held</source>
        <translation>已保留第 {bars} 小节</translation>
    </message>
    <message>
        <source>This bar is held</source>
        <translation>此小节已保留</translation>
    </message>
</context>
<context>
    <name>Indexing</name>
    <message numerus="yes">
        <source>%n tune(s)</source>
        <translation>
            <numerusform>%n 首乐曲</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} of {of} tunes</source>
        <translation>{count} 首，共 {of} 首</translation>
    </message>
    <message>
        <source>{words}, looking…</source>
        <translation>{words}，正在查找…</translation>
    </message>
</context>
<context>
    <name>InputChoice</name>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Every input</source>
        <translation>所有输入</translation>
    </message>
    <message>
        <source>What other programs play into Segue</source>
        <translation>其他程序向 Segue 弹奏的内容</translation>
    </message>
</context>
<context>
    <name>InputChooser</name>
    <message>
        <source>Where the notes come from that are written or answered</source>
        <translation>被写入或应答的音符来自何处</translation>
    </message>
    <message>
        <source>MIDI input</source>
        <translation>MIDI 输入</translation>
    </message>
    <message>
        <source>No MIDI inputs found</source>
        <translation>未找到 MIDI 输入</translation>
    </message>
</context>
<context>
    <name>InputMenu</name>
    <message>
        <source>&amp;Input</source>
        <translation>输入(&amp;I)</translation>
    </message>
    <message>
        <source>No MIDI inputs found</source>
        <translation>未找到 MIDI 输入</translation>
    </message>
</context>
<context>
    <name>Interchange</name>
    <message>
        <source>Drag this into another program: the selection, or the tune, as a MIDI file. Press it to copy the same</source>
        <translation>将它拖到其他程序中：所选内容或整首乐曲会成为 MIDI 文件。按下则复制</translation>
    </message>
    <message>
        <source>Drag or copy as MIDI</source>
        <translation>拖动或复制为 MIDI</translation>
    </message>
    <message>
        <source>Reading {name}… Esc gives it up</source>
        <translation>正在读取 {name}… Esc 放弃</translation>
    </message>
    <message>
        <source>Read {name} as a new text</source>
        <translation>已将 {name} 读为新文本</translation>
    </message>
    <message>
        <source>{name}: {sentences}</source>
        <translation>{name}：{sentences}</translation>
    </message>
    <message>
        <source>Copied as MIDI: {what}</source>
        <translation>已复制为 MIDI：{what}</translation>
    </message>
    <message>
        <source>There are no notes here to copy</source>
        <translation>这里没有可复制的音符</translation>
    </message>
</context>
<context>
    <name>Kinds</name>
    <message>
        <source>All music ({})</source>
        <translation>所有音乐 ({})</translation>
    </message>
    <message>
        <source>ABC tunes ({})</source>
        <translation>ABC 乐曲 ({})</translation>
    </message>
    <message>
        <source>PDF pages ({})</source>
        <translation>PDF 页面 ({})</translation>
    </message>
    <message>
        <source>Pages of notes, to be printed or sent: one file</source>
        <translation>乐谱页面，用于打印或发送：一个文件</translation>
    </message>
    <message>
        <source>PNG picture ({})</source>
        <translation>PNG 图片 ({})</translation>
    </message>
    <message>
        <source>The notes as a picture, for texts and web pages</source>
        <translation>乐谱图片，用于文章和网页</translation>
    </message>
    <message>
        <source>SVG drawing ({})</source>
        <translation>SVG 图形 ({})</translation>
    </message>
    <message>
        <source>The notes as lines and curves, for drawing programs</source>
        <translation>由线条和曲线组成的乐谱，供绘图程序使用</translation>
    </message>
    <message>
        <source>For MuseScore and other notation programs</source>
        <translation>供 MuseScore 和其他制谱程序使用</translation>
    </message>
    <message>
        <source>The same as MusicXML in a smaller file</source>
        <translation>与 MusicXML 相同，文件更小</translation>
    </message>
    <message>
        <source>MEI score ({})</source>
        <translation>MEI 乐谱 ({})</translation>
    </message>
    <message>
        <source>For editions and research</source>
        <translation>供乐谱编辑和研究使用</translation>
    </message>
    <message>
        <source>A copy of the text, in UTF-8: one file</source>
        <translation>文本的副本，UTF-8 编码：一个文件</translation>
    </message>
    <message>
        <source>What is to be heard, for sequencers and instruments</source>
        <translation>要听到的内容，供音序器和乐器使用</translation>
    </message>
    <message>
        <source>A recording by the built-in synthesizer</source>
        <translation>由内置音源生成的录音</translation>
    </message>
    <message>
        <source>MIDI files ({})</source>
        <translation>MIDI 文件 ({})</translation>
    </message>
    <message>
        <source>MusicXML scores ({})</source>
        <translation>MusicXML 乐谱 ({})</translation>
    </message>
    <message>
        <source>All files ({})</source>
        <translation>所有文件 ({})</translation>
    </message>
    <message>
        <source>MIDI file ({})</source>
        <translation>MIDI 文件 ({})</translation>
    </message>
    <message>
        <source>MusicXML score ({})</source>
        <translation>MusicXML 乐谱 ({})</translation>
    </message>
    <message>
        <source>Compressed MusicXML score ({})</source>
        <translation>压缩的 MusicXML 乐谱 ({})</translation>
    </message>
    <message>
        <source>Sound ({})</source>
        <translation>声音 ({})</translation>
    </message>
</context>
<context>
    <name>Leaves</name>
    <message>
        <source>The text that this take continued is no longer in the document; “Copy as a tune” has both</source>
        <translation>此候选所续的文本已不在文档中；“复制为乐曲”可取得两者</translation>
    </message>
    <message>
        <source>Writing it again…</source>
        <translation>正在重新写出…</translation>
    </message>
    <message>
        <source>Written again from seed {seed}: the same, to the last character</source>
        <translation>已用种子 {seed} 重新写出：一字不差</translation>
    </message>
    <message>
        <source>Written again from seed {seed}: not the same. It was {then} that wrote it, and now it is {now}</source>
        <translation>已用种子 {seed} 重新写出：不相同。原来由 {then} 写出，现在是 {now}</translation>
    </message>
    <message>
        <source>Written again from seed {seed}: not the same</source>
        <translation>已用种子 {seed} 重新写出：不相同</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>LibraryPanel</name>
    <message>
        <source>Tune books</source>
        <translation>曲集</translation>
    </message>
    <message>
        <source>What to look for in the tune books</source>
        <translation>在曲集中查找的内容</translation>
    </message>
    <message>
        <source>Only near duplicates</source>
        <translation>只看近似重复的乐曲</translation>
    </message>
    <message>
        <source>Of the tunes found, those that share much of their melody with another one found, in whatever key</source>
        <translation>在找到的乐曲中，只列出与另一首旋律大部分相同的（不论何调）</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Search no further (Esc)</source>
        <translation>停止搜索 (Esc)</translation>
    </message>
    <message>
        <source>A folder of ABC files; folders in it are searched too</source>
        <translation>存放 ABC 文件的文件夹；其中的子文件夹也会搜索</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Folder to search: {name}</source>
        <translation>要搜索的文件夹：{name}</translation>
    </message>
</context>
<context>
    <name>LimitsPanel</name>
    <message>
        <source>as before the caret</source>
        <translation>与光标前相同</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>8 in a dance</source>
        <translation>舞曲为 8 小节</translation>
    </message>
    <message>
        <source>free</source>
        <translation>自由</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Only notes of the key</source>
        <translation>只用调内音</translation>
    </message>
    <message>
        <source>{bars}, repeated</source>
        <translation>{bars} 小节，反复</translation>
    </message>
    <message>
        <source>End the tune on its tonic</source>
        <translation>全曲结束在主音上</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Only the likeliest symbols that together reach this probability; 1 for all</source>
        <translation>只从概率合计达到此值的最可能的符号中选取；1 表示全部</translation>
    </message>
    <message>
        <source>Lowest note</source>
        <translation>最低音</translation>
    </message>
    <message>
        <source>No note below this one, written as in the tune: D, or A,</source>
        <translation>不低于此音，写法与曲中相同：D 或 A,</translation>
    </message>
    <message>
        <source>Highest note</source>
        <translation>最高音</translation>
    </message>
    <message>
        <source>No note above this one, written as in the tune: b, or c&apos;</source>
        <translation>不高于此音，写法与曲中相同：b 或 c&apos;</translation>
    </message>
    <message>
        <source>No accidentals outside the key</source>
        <translation>不使用调外的变音</translation>
    </message>
    <message>
        <source>Note lengths</source>
        <translation>音符时值</translation>
    </message>
    <message>
        <source>Only these lengths, in whole notes: 1/8 1/4</source>
        <translation>只用这些时值，以全音符为单位：1/8 1/4</translation>
    </message>
    <message>
        <source>Chord symbols</source>
        <translation>和弦标记</translation>
    </message>
    <message>
        <source>Whether chord symbols are written</source>
        <translation>是否写出和弦标记</translation>
    </message>
    <message>
        <source>Several notes at once</source>
        <translation>同时多音</translation>
    </message>
    <message>
        <source>Whether chords of notes are written</source>
        <translation>是否写出同时发声的和弦音</translation>
    </message>
    <message>
        <source>Rhythm of bar</source>
        <translation>套用节奏的小节</translation>
    </message>
    <message>
        <source>Every bar takes the rhythm of this bar, counted from the tune&apos;s first</source>
        <translation>每一小节都采用该小节的节奏，从全曲第一小节数起</translation>
    </message>
    <message>
        <source>Bars in a part</source>
        <translation>每段小节数</translation>
    </message>
    <message>
        <source>How long the parts are, to the end of the part or of the tune</source>
        <translation>每段有多长，直到段落或全曲结束</translation>
    </message>
    <message>
        <source>What is written to the end of the tune closes on the tonic of its key</source>
        <translation>写到全曲末尾时结束在本调的主音上</translation>
    </message>
    <message>
        <source>Notes in a row from a known tune</source>
        <translation>与已知乐曲连续相同的音数</translation>
    </message>
    <message>
        <source>From so many notes on, the continuation turns away from a tune that the network learnt</source>
        <translation>连续相同的音达到此数时，续写会避开模型学过的那首乐曲</translation>
    </message>
</context>
<context>
    <name>Looping</name>
    <message>
        <source>Loop &amp;around the caret</source>
        <translation>光标处的循环范围(&amp;A)</translation>
    </message>
    <message>
        <source>There is no bar here to loop</source>
        <translation>此处没有可循环的小节</translation>
    </message>
    <message>
        <source>Looping bar {first}</source>
        <translation>正在循环第 {first} 小节</translation>
    </message>
    <message>
        <source>Looping bars {first} to {last}</source>
        <translation>正在循环第 {first} 至 {last} 小节</translation>
    </message>
</context>
<context>
    <name>Mending</name>
    <message>
        <source>There is nothing here that could be mended by itself</source>
        <translation>这里没有可以自动修正的内容</translation>
    </message>
    <message>
        <source>Mended: {title}</source>
        <translation>已修正：{title}</translation>
    </message>
    <message>
        <source>Rewritten</source>
        <translation>已重写</translation>
    </message>
    <message>
        <source>The tune is written cleanly already</source>
        <translation>乐曲已经很规整</translation>
    </message>
    <message>
        <source>Transpose</source>
        <translation>移调</translation>
    </message>
    <message>
        <source>The tune is in {key}. To a key, by semitones (+3, -2)
or by an interval (m3, -P4):</source>
        <translation>乐曲现为 {key}。移到某个调、按半音数 (+3, -2)
或按音程 (m3, -P4)：</translation>
    </message>
    <message>
        <source>Transposed by {count} semitones</source>
        <translation>已移动 {count} 个半音</translation>
    </message>
    <message>
        <source>The tune is in this key already</source>
        <translation>乐曲已经在这个调上</translation>
    </message>
</context>
<context>
    <name>Mends</name>
    <message>
        <source>{key}: {mend}</source>
        <translation>{key}：{mend}</translation>
    </message>
    <message>
        <source>or, from the menu: {mend}</source>
        <translation>或从菜单：{mend}</translation>
    </message>
</context>
<context>
    <name>Midi</name>
    <message>
        <source>MIDI &amp;keyboard</source>
        <translation>MIDI 键盘(&amp;K)</translation>
    </message>
    <message>
        <source>Note &amp;length</source>
        <translation>音符时值(&amp;L)</translation>
    </message>
    <message>
        <source>The notes you play are written at the caret</source>
        <translation>所弹奏的音符将写在光标处</translation>
    </message>
    <message>
        <source>{names} is gone: it is listened to again as soon as it is back</source>
        <translation>{names} 已断开：重新接上后会立即继续接收</translation>
    </message>
    <message>
        <source>{names} is back</source>
        <translation>{names} 已恢复连接</translation>
    </message>
</context>
<context>
    <name>MidiLight</name>
    <message>
        <source>MIDI keyboard</source>
        <translation>MIDI 键盘</translation>
    </message>
    <message>
        <source>MIDI</source>
        <translation>MIDI</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>As &amp;shipped</source>
        <translation>自带模型(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Another file…</source>
        <translation>其他文件(&amp;A)…</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
</context>
<context>
    <name>NewTuneSheet</name>
    <message>
        <source>New tune</source>
        <translation>新乐曲</translation>
    </message>
    <message>
        <source>may be empty</source>
        <translation>可以留空</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source> beats a minute</source>
        <translation> 拍/分</translation>
    </message>
    <message>
        <source>In a text of its &amp;own, not at the end of this one</source>
        <translation>单独作为一个文本，而不是接在本文本末尾(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>标题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Rhythm</source>
        <translation>节奏类型(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Metre</source>
        <translation>拍号(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>调(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Unit note</source>
        <translation>单位音符(&amp;U)</translation>
    </message>
    <message>
        <source>Tem&amp;po</source>
        <translation>速度(&amp;P)</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>{sentence}.</source>
        <translation>{sentence}。</translation>
    </message>
</context>
<context>
    <name>Noting</name>
    <message>
        <source>The last continuation does not stand in this tune as it was written: accept all of it first</source>
        <translation>上一次的续写没有原样留在这首乐曲中：请先全部采纳</translation>
    </message>
    <message>
        <source>It is noted already</source>
        <translation>已经记录过了</translation>
    </message>
    <message>
        <source>Noted below the music how it was written</source>
        <translation>已在乐谱下方记录续写方式</translation>
    </message>
    <message>
        <source>No comment in this tune says how it was written</source>
        <translation>这首乐曲中没有注释说明它是怎样写出的</translation>
    </message>
    <message>
        <source> The text before it has been changed since.</source>
        <translation>之前的文本此后已更改。</translation>
    </message>
    <message>
        <source>Continue writes the same again: seed {seed}, {bars} bars.</source>
        <translation>“续写”会再写出同样的内容：种子 {seed}，{bars} 小节。</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Opening {name}…</source>
        <translation>正在打开 {name}…</translation>
    </message>
    <message>
        <source>Opening {name}: {part} %</source>
        <translation>正在打开 {name}：{part} %</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>From the next start of Segue on</source>
        <translation>下次启动 Segue 后生效</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Light, dark, or as the system has it</source>
        <translation>浅色、深色，或跟随系统</translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Of the letters in the editor, in points</source>
        <translation>编辑器中文字的大小，以磅为单位</translation>
    </message>
    <message>
        <source>Scale of the window</source>
        <translation>窗口缩放</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Sound goes to</source>
        <translation>声音输出到</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>MIDI input</source>
        <translation>MIDI 输入</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Bars to write</source>
        <translation>续写小节数</translation>
    </message>
    <message>
        <source>Notes in a row from a known tune</source>
        <translation>与已知乐曲连续相同的音数</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Earlier versions of each file</source>
        <translation>每个文件的早期版本数</translation>
    </message>
    <message>
        <source>One is kept whenever you save over a file; 0 keeps none</source>
        <translation>每次覆盖保存文件时保留一个；0 表示不保留</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
</context>
<context>
    <name>PagePreview</name>
    <message>
        <source>Page before</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Page {number} of {count}</source>
        <translation>第 {number} 页，共 {count} 页</translation>
    </message>
</context>
<context>
    <name>PaperView</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
</context>
<context>
    <name>PianoRoll</name>
    <message>
        <source>Piano roll</source>
        <translation>钢琴卷帘</translation>
    </message>
</context>
<context>
    <name>PortChooser</name>
    <message>
        <source>Plucked string</source>
        <translation>拨弦</translation>
    </message>
    <message>
        <source>Flute</source>
        <translation>长笛</translation>
    </message>
    <message>
        <source>Concertina</source>
        <translation>六角手风琴</translation>
    </message>
    <message>
        <source>Fiddle</source>
        <translation>民间小提琴</translation>
    </message>
    <message>
        <source>Where the sound goes: built-in, a MIDI output, or nowhere</source>
        <translation>声音输出到哪里：内置音源、MIDI 输出，或不发声</translation>
    </message>
    <message>
        <source>Sound goes to</source>
        <translation>声音输出到</translation>
    </message>
    <message>
        <source>Built-in sound</source>
        <translation>内置音源</translation>
    </message>
    <message>
        <source>No sound</source>
        <translation>不发声</translation>
    </message>
    <message>
        <source>No MIDI outputs found</source>
        <translation>未找到 MIDI 输出</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Search the preferences</source>
        <translation>搜索首选项</translation>
    </message>
    <message>
        <source>Nothing is called so. Try another word.</source>
        <translation>没有这样的选项，请换一个词。</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>What you chose waits for the next start. Every text comes back as it is, saved or not.</source>
        <translation>将在下次启动时生效。无论是否已保存，文本都会原样恢复。</translation>
    </message>
    <message>
        <source>&amp;Restart now</source>
        <translation>立即重新启动(&amp;R)</translation>
    </message>
</context>
<context>
    <name>PrintDialog</name>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>What is left out</source>
        <translation>未包括的内容</translation>
    </message>
    <message>
        <source>P&amp;rint…</source>
        <translation>打印(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Tunes</source>
        <translation>乐曲(&amp;T)</translation>
    </message>
    <message>
        <source>Engraving tune {number} of {count}…</source>
        <translation>正在制谱第 {number} 首，共 {count} 首…</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>No printer is set up on this computer: set one up, or export a PDF and print that elsewhere</source>
        <translation>这台计算机上没有设置打印机：请设置一台，或导出 PDF 到别处打印</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>正在打印…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Printed {name}</source>
        <translation>已打印 {name}</translation>
    </message>
    <message>
        <source>Printing page {number} of {count}…</source>
        <translation>正在打印第 {number} 页，共 {count} 页…</translation>
    </message>
</context>
<context>
    <name>Recovering</name>
    <message numerus="yes">
        <source>%n text(s) recovered: save to keep them</source>
        <translation>
            <numerusform>已恢复 %n 个文本：请保存以留存</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) discarded</source>
        <translation>
            <numerusform>已丢弃 %n 个文本</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>Unsaved work was found</source>
        <translation>发现未保存的内容</translation>
    </message>
    <message>
        <source>Segue did not close as usual. These texts were not saved; here is what is different from the file. Nothing is changed until you choose.</source>
        <translation>Segue 上次没有正常关闭。这些文本没有保存；下面是它们与文件的不同之处。在您选择之前，不会有任何更改。</translation>
    </message>
    <message>
        <source>Texts that were not saved</source>
        <translation>未保存的文本</translation>
    </message>
    <message>
        <source>&amp;Open what is ticked</source>
        <translation>打开勾选的文本(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Discard what is ticked</source>
        <translation>丢弃勾选的文本(&amp;D)</translation>
    </message>
    <message>
        <source>Ask &amp;later</source>
        <translation>以后再问(&amp;L)</translation>
    </message>
</context>
<context>
    <name>Reshaping</name>
    <message>
        <source>The bars are aligned</source>
        <translation>小节已对齐</translation>
    </message>
    <message>
        <source>The bars stand in columns already</source>
        <translation>小节已经按列对齐</translation>
    </message>
    <message>
        <source>Unit length</source>
        <translation>单位音长</translation>
    </message>
    <message>
        <source>The tune is written in units of {unit}. Write it in units of
(it sounds the same):</source>
        <translation>乐曲以 {unit} 为单位音长。改用下列单位书写
（声音不变）：</translation>
    </message>
    <message>
        <source>The tune is written in units of {unit}</source>
        <translation>乐曲已改用 {unit} 为单位音长</translation>
    </message>
    <message>
        <source>The tune is written in this unit already</source>
        <translation>乐曲已经使用这个单位音长</translation>
    </message>
    <message>
        <source>There are no notes here</source>
        <translation>这里没有音符</translation>
    </message>
    <message>
        <source>Every note is twice as long</source>
        <translation>每个音符的时值已加倍</translation>
    </message>
    <message>
        <source>Every note is half as long</source>
        <translation>每个音符的时值已减半</translation>
    </message>
    <message>
        <source>Shall the metre go along, from {old} to {new}?</source>
        <translation>拍号是否一同改变，从 {old} 改为 {new}？</translation>
    </message>
    <message>
        <source>With it every bar still adds up. Without it the bars hold more or less than M:{old} announces, and are marked.</source>
        <translation>一同改变，则每小节仍然完整。否则小节会多于或少于 M:{old} 所示，并被标出。</translation>
    </message>
    <message>
        <source>Change M: to {new}</source>
        <translation>将 M: 改为 {new}</translation>
    </message>
    <message>
        <source>Keep M:{old}</source>
        <translation>保留 M:{old}</translation>
    </message>
</context>
<context>
    <name>Restarting</name>
    <message>
        <source>Segue could not be started again. Start it yourself: every text comes back as it is.</source>
        <translation>无法重新启动 Segue。请自行启动：每个文本都会原样恢复。</translation>
    </message>
</context>
<context>
    <name>ScopeBox</name>
    <message>
        <source>This tune: {title}</source>
        <translation>这首乐曲：{title}</translation>
    </message>
    <message>
        <source>This tune</source>
        <translation>这首乐曲</translation>
    </message>
    <message>
        <source>The selected tunes ({count})</source>
        <translation>所选的乐曲 ({count})</translation>
    </message>
    <message>
        <source>The selected tunes</source>
        <translation>所选的乐曲</translation>
    </message>
    <message>
        <source>The whole book ({count} tunes)</source>
        <translation>整本曲集（{count} 首乐曲）</translation>
    </message>
    <message>
        <source>The whole book</source>
        <translation>整本曲集</translation>
    </message>
    <message>
        <source>Select text in several tunes first</source>
        <translation>请先选择几首乐曲中的文本</translation>
    </message>
</context>
<context>
    <name>ScorePanel</name>
    <message>
        <source>State of the score</source>
        <translation>乐谱状态</translation>
    </message>
</context>
<context>
    <name>ScoreView</name>
    <message>
        <source>Score</source>
        <translation>乐谱</translation>
    </message>
</context>
<context>
    <name>Scoring</name>
    <message>
        <source>This tune is too long to be engraved while you write</source>
        <translation>这首曲子太长，无法边写边制谱</translation>
    </message>
    <message>
        <source>The score as it was before this error: {error}</source>
        <translation>出现此错误之前的乐谱：{error}</translation>
    </message>
    <message>
        <source>The score as it was: {error}</source>
        <translation>之前的乐谱：{error}</translation>
    </message>
</context>
<context>
    <name>Searching</name>
    <message>
        <source>Choose a folder of ABC files</source>
        <translation>请选择存放 ABC 文件的文件夹</translation>
    </message>
    <message>
        <source>Folder to search</source>
        <translation>要搜索的文件夹</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>stopped: {count} found</source>
        <translation>已停止：找到 {count} 首</translation>
    </message>
    <message>
        <source>{count} found, file {done} of {of}…</source>
        <translation>找到 {count} 首，第 {done} 个文件，共 {of} 个…</translation>
    </message>
    <message numerus="yes">
        <source>{count} of %n tune(s)</source>
        <translation>
            <numerusform>%n 首乐曲中的 {count} 首</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no ABC file (.abc or .txt) in this folder</source>
        <translation>此文件夹中没有 ABC 文件（.abc 或 .txt）</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read</source>
        <translation>
            <numerusform>%n 个文件无法读取</numerusform>
        </translation>
    </message>
    <message>
        <source>{title} does not stand in {name} any more</source>
        <translation>{name} 中已没有《{title}》</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>SheetMaker</name>
    <message>
        <source>tune {number}: {reason}</source>
        <translation>第 {number} 首乐曲：{reason}</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Search commands and keys</source>
        <translation>搜索命令和按键</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>New key of the chosen command</source>
        <translation>所选命令的新按键</translation>
    </message>
    <message>
        <source>&amp;New key</source>
        <translation>新按键(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Assign</source>
        <translation>指定(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Usual key</source>
        <translation>默认按键(&amp;U)</translation>
    </message>
    <message>
        <source>Give the chosen command its usual keys back</source>
        <translation>恢复所选命令的默认按键</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>&amp;Reset all</source>
        <translation>全部重置(&amp;R)</translation>
    </message>
    <message>
        <source>Give every command its usual keys back</source>
        <translation>恢复所有命令的默认按键</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>&amp;Take over</source>
        <translation>改归此命令(&amp;T)</translation>
    </message>
    <message>
        <source>Choose a command to give it another key.</source>
        <translation>请选择一个命令，为它指定新的按键。</translation>
    </message>
    <message>
        <source>This key always shows the way out and cannot be changed.</source>
        <translation>此键始终用于退出，不能更改。</translation>
    </message>
    <message>
        <source>{key} belongs to “{command}”, which would lose it.</source>
        <translation>{key} 属于“{command}”，指定后它将失去此键。</translation>
    </message>
</context>
<context>
    <name>SnippetDialog</name>
    <message>
        <source>Snippets</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>New snippet</source>
        <translation>新片段</translation>
    </message>
    <message>
        <source>Add a snippet</source>
        <translation>添加片段</translation>
    </message>
    <message>
        <source>Remove this snippet</source>
        <translation>删除此片段</translation>
    </message>
    <message>
        <source>Move it up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move it down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>$0 is where the caret goes, $selection what was selected, $number the number of a new tune.</source>
        <translation>$0 是光标的位置，$selection 是原来选中的内容，$number 是新乐曲的编号。</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>文本(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Restore the first ones</source>
        <translation>恢复最初的片段(&amp;R)</translation>
    </message>
</context>
<context>
    <name>Snippets</name>
    <message>
        <source>Header</source>
        <translation>曲头</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>反复</translation>
    </message>
    <message>
        <source>Repeat with endings</source>
        <translation>带房子的反复</translation>
    </message>
    <message>
        <source>Triplet</source>
        <translation>三连音</translation>
    </message>
    <message>
        <source>Chord</source>
        <translation>和弦音</translation>
    </message>
    <message>
        <source>Grace notes</source>
        <translation>倚音</translation>
    </message>
    <message>
        <source>Slur</source>
        <translation>连线</translation>
    </message>
    <message>
        <source>Words above the staff</source>
        <translation>谱表上方的文字</translation>
    </message>
    <message>
        <source>Words under the notes</source>
        <translation>音符下方的歌词</translation>
    </message>
    <message>
        <source>Second voice</source>
        <translation>第二声部</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>段落</translation>
    </message>
    <message>
        <source>Change of key</source>
        <translation>转调</translation>
    </message>
    <message>
        <source>Change of metre</source>
        <translation>改变拍号</translation>
    </message>
    <message>
        <source>Again from the beginning</source>
        <translation>从头反复</translation>
    </message>
</context>
<context>
    <name>Tabs</name>
    <message>
        <source>Open texts</source>
        <translation>打开的文本</translation>
    </message>
    <message>
        <source>Close (Ctrl+W)</source>
        <translation>关闭 (Ctrl+W)</translation>
    </message>
    <message>
        <source>Close this text</source>
        <translation>关闭此文本</translation>
    </message>
    <message>
        <source>{name}, not saved</source>
        <translation>{name}，未保存</translation>
    </message>
</context>
<context>
    <name>TakeCard</name>
    <message>
        <source> · kept</source>
        <translation> · 已留存</translation>
    </message>
    <message>
        <source>given up before its end</source>
        <translation>未写完即放弃</translation>
    </message>
    <message>
        <source>compared with this</source>
        <translation>与此比较</translation>
    </message>
    <message>
        <source>Take {title}</source>
        <translation>候选 {title}</translation>
    </message>
</context>
<context>
    <name>TakeRow</name>
    <message>
        <source>Takes</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Nothing has been tried here yet. “Choose takes” writes many continuations and keeps those that are best and differ most.</source>
        <translation>此处尚未尝试过。“选择候选”会写出多个续写，保留其中最好且差别最大的。</translation>
    </message>
</context>
<context>
    <name>TakesDesk</name>
    <message>
        <source>Nothing is proposed just now</source>
        <translation>目前没有建议</translation>
    </message>
    <message>
        <source>Accepted; undo takes it out again</source>
        <translation>已采纳；撤销可将其取出</translation>
    </message>
    <message>
        <source>There are no takes before these</source>
        <translation>之前没有候选</translation>
    </message>
</context>
<context>
    <name>TakesPanel</name>
    <message>
        <source>Takes</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Takes here</source>
        <translation>此处的候选</translation>
    </message>
    <message>
        <source>All that was tried</source>
        <translation>尝试过的一切</translation>
    </message>
    <message>
        <source>Pages of the takes panel</source>
        <translation>候选面板的页</translation>
    </message>
    <message>
        <source>How many takes to keep</source>
        <translation>保留多少个候选</translation>
    </message>
    <message>
        <source>Out of how many: more take longer and are better chosen</source>
        <translation>从多少个中选：越多越费时，选得越好</translation>
    </message>
    <message>
        <source>Choose takes</source>
        <translation>选择候选</translation>
    </message>
    <message>
        <source>Write many continuations from the caret and keep the best that differ (Ctrl+Shift+Space)</source>
        <translation>从光标处写出多个续写，保留最好且互不相同的 (Ctrl+Shift+Space)</translation>
    </message>
    <message>
        <source>How many are written</source>
        <translation>写出多少个</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>of</source>
        <translation>/</translation>
    </message>
    <message>
        <source>Hear</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Play this take alone</source>
        <translation>单独播放此候选</translation>
    </message>
    <message>
        <source>Hear over the seam</source>
        <translation>连前文试听</translation>
    </message>
    <message>
        <source>Play the two bars before the caret and this take</source>
        <translation>播放光标前两小节和此候选</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>采纳</translation>
    </message>
    <message>
        <source>Take it into the text, as one step of undo (Enter)</source>
        <translation>采纳到文本中，作为一步撤销 (Enter)</translation>
    </message>
    <message>
        <source>Keep this take here when others are chosen</source>
        <translation>选择其他候选时把它留在这里</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Mark in the other takes what differs from this one</source>
        <translation>在其他候选中标出与此不同之处</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Come back to the takes before; what was accepted of them is taken out again</source>
        <translation>回到之前的候选；已采纳的内容会被取出</translation>
    </message>
    <message>
        <source>Write again</source>
        <translation>重新写出</translation>
    </message>
    <message>
        <source>Write it anew from its seed and settings, and say whether it is the same</source>
        <translation>按其种子和设置重新写出，并说明是否相同</translation>
    </message>
    <message>
        <source>Copy as a tune</source>
        <translation>复制为乐曲</translation>
    </message>
    <message>
        <source>Copy what it continued, and the take, to the clipboard</source>
        <translation>将所续的文本和此候选复制到剪贴板</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Forget this take (Delete)</source>
        <translation>删除此候选 (Delete)</translation>
    </message>
</context>
<context>
    <name>Teaching</name>
    <message>
        <source>Teach it my tunes</source>
        <translation>用我的乐曲训练</translation>
    </message>
    <message>
        <source>The model learns from your own tunes and becomes a new one; the old one stays as it is. A tenth of the tunes is held back to see whether it helps. Five tunes at least; twenty take about a minute.</source>
        <translation>模型从您自己的乐曲中学习，成为一个新模型；原来的模型保持不变。其中十分之一的乐曲留作检验，看是否有所改进。至少需要五首；二十首大约需要一分钟。</translation>
    </message>
    <message>
        <source>Folder of tunes</source>
        <translation>乐曲文件夹</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>Name of the new model</source>
        <translation>新模型的名称</translation>
    </message>
    <message>
        <source>&amp;Tunes</source>
        <translation>乐曲(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>&amp;Teach</source>
        <translation>开始训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Use the new model</source>
        <translation>使用新模型(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Reading the tunes…</source>
        <translation>正在读取乐曲…</translation>
    </message>
    <message>
        <source>Choose a folder of tunes</source>
        <translation>选择乐曲文件夹</translation>
    </message>
    <message>
        <source>Pass {epoch}, {seconds} seconds left</source>
        <translation>第 {epoch} 遍，还剩 {seconds} 秒</translation>
    </message>
    <message>
        <source>{tunes} tunes were shown, {held} held back.</source>
        <translation>学习了 {tunes} 首，留出 {held} 首。</translation>
    </message>
    <message>
        <source>Bits a note on those held back: {held_before:.2f} before, {held_after:.2f} after. On those shown: {shown_before:.2f} before, {shown_after:.2f} after.</source>
        <translation>留出乐曲的每音比特数：之前 {held_before:.2f}，之后 {held_after:.2f}。所学乐曲：之前 {shown_before:.2f}，之后 {shown_after:.2f}。</translation>
    </message>
    <message>
        <source>The new model knows your way better.</source>
        <translation>新模型更了解您的风格了。</translation>
    </message>
    <message>
        <source>Nothing was gained, so no model was written: more tunes may help.</source>
        <translation>没有改进，因此没有写出模型：更多乐曲或许有帮助。</translation>
    </message>
    <message>
        <source>It was given up; nothing was changed.</source>
        <translation>已放弃，没有任何更改。</translation>
    </message>
    <message>
        <source>It failed.</source>
        <translation>训练失败。</translation>
    </message>
    <message>
        <source>The process that teaches cannot be started: install Segue again.</source>
        <translation>无法启动训练进程：请重新安装 Segue。</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>&lt;b&gt;Segue&lt;/b&gt; continues an unfinished tune. Write an opening in ABC, press Continue, and hear the rest while it is being written.&lt;br&gt;&lt;br&gt;The model runs on this computer; nothing leaves it.</source>
        <translation>&lt;b&gt;Segue&lt;/b&gt; 续写未完成的乐曲。用 ABC 记谱写一段开头，按“续写”，边写边听其余部分。&lt;br&gt;&lt;br&gt;模型在本机运行，任何内容都不会离开这台电脑。</translation>
    </message>
    <message>
        <source>line {number}: {message}</source>
        <translation>第 {number} 行：{message}</translation>
    </message>
    <message>
        <source>loading the model…</source>
        <translation>正在载入模型…</translation>
    </message>
    <message>
        <source>model ready</source>
        <translation>模型就绪</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>没有模型</translation>
    </message>
    <message>
        <source>About Segue</source>
        <translation>关于 Segue</translation>
    </message>
</context>
<context>
    <name>TempoLabel</name>
    <message>
        <source>Tempo</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>At the caret it plays {bpm} beats of {beat} a minute; the tune says {own}</source>
        <translation>光标处以每分钟 {bpm} 个 {beat} 拍播放；乐曲标明 {own}</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Write an opening</source>
        <translation>写一段开头</translation>
    </message>
    <message>
        <source>Here stands the tune, in ABC. What cannot be right is underlined; rest the mouse on it, or press {mend} to have it mended.</source>
        <translation>乐曲以 ABC 记谱写在这里。有错之处会加下划线；把鼠标停在上面可看说明，按 {mend} 即可修正。</translation>
    </message>
    <message>
        <source>Continue it</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>{key} continues the tune from the caret. The proposal stands grey behind the caret and sounds while it is being written.</source>
        <translation>{key} 从光标处续写。建议以灰色显示在光标之后，边写边响。</translation>
    </message>
    <message>
        <source>Keep it, or do not</source>
        <translation>采纳与否</translation>
    </message>
    <message>
        <source>{all} keeps all of the grey text, {bar} its next bar, Esc sends it away. It is not in your text before you keep it.</source>
        <translation>{all} 采纳全部灰色文字，{bar} 采纳下一小节，Esc 将其取消。采纳之前它不在您的文本里。</translation>
    </message>
    <message>
        <source>Say how</source>
        <translation>怎样续写</translation>
    </message>
    <message>
        <source>How many bars, how daring, and which seed: the same seed writes the same again. The button at the end holds the limits: range, scale, lengths, rhythm.</source>
        <translation>写多少小节、多大胆、用哪个种子：同一种子写出同样的内容。末尾的按钮里有各种限制：音域、音阶、时值、节奏。</translation>
    </message>
    <message>
        <source>Hear it</source>
        <translation>听一听</translation>
    </message>
    <message>
        <source>{play} plays the tune from its start, {caret} from the caret; {stop} stops. Choose a built-in instrument or a MIDI output at the right.</source>
        <translation>{play} 从头播放，{caret} 从光标处播放，{stop} 停止。在右侧选择内置乐器或 MIDI 输出。</translation>
    </message>
    <message>
        <source>Find the rest</source>
        <translation>更多功能</translation>
    </message>
    <message>
        <source>Every command is in the menus. {shortcuts} lists their keys and lets you change them; {preferences} opens the preferences.</source>
        <translation>所有命令都在菜单里。{shortcuts} 列出快捷键并可更改；{preferences} 打开首选项。</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>How fast, against the tune&apos;s own tempo</source>
        <translation>相对于乐曲自身速度的快慢</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Chords</source>
        <translation>和弦</translation>
    </message>
    <message>
        <source>Sound the chord symbols as a quiet accompaniment</source>
        <translation>让和弦标记作为轻声伴奏发声</translation>
    </message>
    <message>
        <source>Listen while it writes</source>
        <translation>边写边听</translation>
    </message>
    <message>
        <source>Sound a continuation from its first finished bar on</source>
        <translation>续写的第一小节完成后即开始播放</translation>
    </message>
    <message>
        <source>Panic</source>
        <translation>全部静音</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
</context>
<context>
    <name>TriedTree</name>
    <message>
        <source>What was tried</source>
        <translation>尝试过的内容</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>TuneList</name>
    <message>
        <source>Tunes</source>
        <translation>乐曲</translation>
    </message>
</context>
<context>
    <name>TuneModel</name>
    <message>
        <source>X</source>
        <translation>X</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>调</translation>
    </message>
    <message>
        <source>Metre</source>
        <translation>拍号</translation>
    </message>
    <message>
        <source>Rhythm</source>
        <translation>节奏类型</translation>
    </message>
</context>
<context>
    <name>TuneTable</name>
    <message>
        <source>Tunes</source>
        <translation>乐曲</translation>
    </message>
</context>
<context>
    <name>VersionsDialog</name>
    <message>
        <source>Earlier versions</source>
        <translation>早期版本</translation>
    </message>
    <message>
        <source>Versions, the newest first</source>
        <translation>各版本，最新的在前</translation>
    </message>
    <message>
        <source>No earlier version is kept yet: one is whenever you save over the file.</source>
        <translation>还没有保留早期版本：每次覆盖保存文件时会保留一个。</translation>
    </message>
    <message>
        <source>&amp;Versions to keep of each file</source>
        <translation>每个文件保留的版本数(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Bring this one back</source>
        <translation>恢复此版本(&amp;B)</translation>
    </message>
    <message>
        <source>Put it in place of the text here. Undo takes it back</source>
        <translation>用它替换这里的文本。撤销可恢复</translation>
    </message>
</context>
<context>
    <name>VoicesHeard</name>
    <message>
        <source>&amp;Voices heard</source>
        <translation>发声的声部(&amp;V)</translation>
    </message>
    <message>
        <source>This tune has one voice</source>
        <translation>此乐曲只有一个声部</translation>
    </message>
    <message>
        <source>&amp;Only the voice at the caret</source>
        <translation>仅光标所在的声部(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;All of them</source>
        <translation>全部声部(&amp;A)</translation>
    </message>
</context>
<context>
    <name>Watching</name>
    <message>
        <source>Reloaded {name}</source>
        <translation>已重新载入 {name}</translation>
    </message>
    <message>
        <source>From the text here to the file on disk</source>
        <translation>从这里的文本到磁盘上的文件</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>As the s&amp;ystem</source>
        <translation>跟随系统(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Forget these</source>
        <translation>清除此列表(&amp;F)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Insert</source>
        <translation>插入(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>续写(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>播放(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Place of the caret</source>
        <translation>光标位置</translation>
    </message>
    <message>
        <source>Metre and unit at the caret</source>
        <translation>光标处的拍号和单位音长</translation>
    </message>
    <message>
        <source>loading the model…</source>
        <translation>正在载入模型…</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>as expected</source>
        <translation>意料之中</translation>
    </message>
    <message>
        <source>usual for this model</source>
        <translation>对此模型属寻常</translation>
    </message>
    <message>
        <source>fresh for this model</source>
        <translation>对此模型较新鲜</translation>
    </message>
    <message>
        <source>odd for this model</source>
        <translation>对此模型较意外</translation>
    </message>
    <message>
        <source>very odd for this model</source>
        <translation>对此模型很意外</translation>
    </message>
    <message>
        <source>{bits} bits a note: {words}</source>
        <translation>每音 {bits} 比特：{words}</translation>
    </message>
    <message>
        <source>a tune without a title</source>
        <translation>一首无题的乐曲</translation>
    </message>
    <message>
        <source>bar {bar} is {title} ({notes} notes in a row)</source>
        <translation>第 {bar} 小节与《{title}》相同（连续 {notes} 个音）</translation>
    </message>
    <message>
        <source>bars {first}-{last} are {title} ({notes} notes in a row)</source>
        <translation>第 {first}-{last} 小节与《{title}》相同（连续 {notes} 个音）</translation>
    </message>
    <message>
        <source>its own</source>
        <translation>独创</translation>
    </message>
    <message>
        <source>{notes} notes as in {title}</source>
        <translation>{notes} 个音同《{title}》</translation>
    </message>
    <message>
        <source>ends in silence</source>
        <translation>以休止结束</translation>
    </message>
    <message>
        <source>the tonic</source>
        <translation>主音</translation>
    </message>
    <message>
        <source>the second</source>
        <translation>上主音</translation>
    </message>
    <message>
        <source>the third</source>
        <translation>中音</translation>
    </message>
    <message>
        <source>the fourth</source>
        <translation>下属音</translation>
    </message>
    <message>
        <source>the fifth</source>
        <translation>属音</translation>
    </message>
    <message>
        <source>the sixth</source>
        <translation>下中音</translation>
    </message>
    <message>
        <source>the seventh</source>
        <translation>导音</translation>
    </message>
    <message>
        <source>ends on {note}</source>
        <translation>结束于 {note}</translation>
    </message>
    <message>
        <source>ends on {note}, {step}</source>
        <translation>结束于 {note}，{step}</translation>
    </message>
    <message>
        <source>1 bar</source>
        <translation>1 小节</translation>
    </message>
    <message>
        <source>{count} bars</source>
        <translation>{count} 小节</translation>
    </message>
    <message>
        <source>the same notes</source>
        <translation>音符相同</translation>
    </message>
    <message>
        <source>every bar differs</source>
        <translation>每一小节都不同</translation>
    </message>
    <message>
        <source>bar {bars} differs</source>
        <translation>第 {bars} 小节不同</translation>
    </message>
    <message>
        <source>bars {bars} differ</source>
        <translation>第 {bars} 小节不同</translation>
    </message>
    <message>
        <source>very calm</source>
        <translation>极平稳</translation>
    </message>
    <message>
        <source>calm</source>
        <translation>平稳</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>寻常</translation>
    </message>
    <message>
        <source>lively</source>
        <translation>活泼</translation>
    </message>
    <message>
        <source>bold</source>
        <translation>大胆</translation>
    </message>
    <message>
        <source>wild</source>
        <translation>狂放</translation>
    </message>
</context>
<context>
    <name>Writing</name>
    <message>
        <source>There is no mend for this place</source>
        <translation>此处没有已知的修正</translation>
    </message>
</context>
</TS>
